// What a hostile peer might send: values of every kind, messages of the protocol with one thing wrong,
// and bytes that are no messages at all. From fast-check, so that a seed replays them.
import fc from 'fast-check';
import { asks } from '../../shared/wire/protocol.ts';

/** Numbers, names and texts that have broken programs. */
const odd = fc.constantFrom<unknown>(
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  1e308,
  -1,
  2 ** 53,
  0.1,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  'toString',
  '0'.repeat(4001),
  '../../etc/passwd',
  '$ne',
  null,
  true,
  [],
  {},
  [[]],
  Buffer.from([0, 255, 1]),
);

const FIELDS = [
  ...['id', 'text', 'replyTo', 'upTo', 'after', 'before', 'epoch', 'author', 'arrivesAt'],
  ...['protocol', 'room', 'token', 'newcomer', 'hostToken', 'name', 'hue', 'place', 'member'],
  ...['warp', 'near', 'owltMs', 'from', 'to', 'block', 'since', 'until', 'fate', 'on'],
  ...['mode', 'up', 'down', 'seed', 'whose', 'do', 'scenario', 'steps', 'steering', 'omniscient'],
  ...['direction', 'seq', '__proto__', 'constructor', 'toJSON', 'then', 'length'],
];

/** Values that almost fit, so that not everything ends at the first check. */
const plausible = fc.oneof(
  fc.string({ minLength: 8, maxLength: 64, unit: fc.constantFrom(...'abcdefgh0123_-') }),
  fc.constantFrom('earth', 'io', 'at-12345678', 'all', 'stream', 'datagram', 'play', 'stop'),
  fc.integer({ min: -10, max: 100_000 }),
  fc.double(),
  fc.boolean(),
);

const leaf = fc.oneof({ weight: 2, arbitrary: odd }, { weight: 3, arbitrary: plausible });
const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('body'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('body'), { maxKeys: 5 }),
  ),
}));

const names = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Object.keys(asks)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'constructor',
      '__proto__',
      'hasOwnProperty',
      'chat:',
      '',
      'newListener',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
);

/** One event of Socket.IO: its name and what comes with it. */
export const hostileEvent: fc.Arbitrary<{ readonly name: string; readonly body: unknown }> =
  fc.record({
    name: names,
    body: fc.oneof({ weight: 9, arbitrary: body }, { weight: 1, arbitrary: fc.anything() }),
  });

const json = body.map((value) => {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return 'null';
  }
});

/** A frame below Socket.IO: packets of Engine.IO and Socket.IO that may be wrong in any place. */
export const hostileFrame: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc.string({ maxLength: 64 }),
  fc.tuple(fc.constantFrom(...'0123456b'), fc.string({ maxLength: 32 })).map(([a, b]) => a + b),
  fc
    .tuple(fc.constantFrom(...'0123456'), fc.constantFrom('', '/,', '/x,', '1-', '99-', '12'), json)
    .map(([type, middle, rest]) => `4${type}${middle}${rest}`),
  fc.tuple(names, json).map(([name, rest]) => `42${JSON.stringify([name])?.slice(0, -1)},${rest}]`),
  fc.constantFrom(
    '40',
    '41',
    '42["chat:say"]',
    '420["clock:sync",{}]',
    '42[1e309]',
    '42{}',
    '2',
    '3',
  ),
);
