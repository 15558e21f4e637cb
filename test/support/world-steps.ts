// What may happen far away, and what may be done here meanwhile: every ask of the protocol, so that every
// answer is looked at.
import { asks } from '../../shared/wire/protocol.ts';
import { comeIn, type TestMember } from './server.ts';
import type { World } from './two-worlds.ts';

/** One thing that is done; the answers to those who did it. */
export type Step = (world: World, count: number) => Promise<unknown> | unknown;

const id = (count: number, kind: string): string => `${kind}-event-${count}`;
/** In all that is said far away, and in nothing else. */
export const SECRET = 'Secret';

/** What happens far away, in the second world only. */
export const FAR: { readonly [name: string]: Step } = {
  say: ({ far }, count) =>
    far.ask('chat:say', { id: id(count, 'far'), text: `${SECRET} ${count}` }),
  long: ({ far }, count) => far.ask('chat:say', { id: id(count, 'far'), text: SECRET.repeat(600) }),
  type: ({ far }) => far.ask('chat:typing', {}),
  rename: ({ far }, count) =>
    far.ask('room:rename', { id: id(count, 'far'), name: `Alias ${count}`, hue: 99 }),
  move: ({ far }, count) =>
    far.ask('room:move', { id: id(count, 'far'), place: count % 2 === 0 ? 'europa' : 'ganymede' }),
  leave: ({ far }) => far.ask('room:leave', {}),
  receipt: ({ far }) =>
    far.ask('chat:receipt', { upTo: far.view.cursor?.arrivesAt ?? (0 as never) }),
  seer: ({ far }) => far.ask('room:omniscient', { on: true }),
  link: ({ far }) => far.ask('link:set', { up: { delayMs: 700 }, down: { loss: 0.5 } }),
  report: ({ far }) => far.ask('tab:report', READING),
  did: ({ far }) => far.ask('room:doing', { kind: 'frozen', from: 0 as never, to: 1 as never }),
};

const READING = {
  ...{ fps: 3, longestMs: 5000, freezes: 2, unsent: 1 },
  ...({ send: 'blocking', receive: 'blocking', hidden: false } as const),
};
const EVERYBODY = { whose: 'all' } as const;

/** The keys of whatever may have been said far away so far. */
const said = ({ far }: World): { author: string; id: string }[] =>
  Array.from({ length: 50 }, (_, count) => ({ author: far.entered.self.id, id: id(count, 'far') }));

/** Asks that need no more than a body; what only a host may is refused to the one who asks. */
const PLAIN: { readonly [name: string]: (world: World, count: number) => unknown } = {
  'chat:typing': () => ({}),
  'chat:receipt': () => ({ upTo: 4e12 }),
  'clock:sync': () => ({}),
  'space:matrix': () => ({}),
  'space:history': () => ({}),
  'space:warp': () => ({ warp: 7 }),
  'space:place': () => ({ name: 'Relay', near: 'earth', owltMs: 5 }),
  'space:way': () => ({ from: 'io', to: 'earth', owltMs: 1, block: null }),
  'link:set': () => ({ up: { delayMs: 0 } }),
  'link:flights': () => ({}),
  'link:deliver': () => ({}),
  'link:drop': () => ({}),
  'link:scenario': () => ({ do: 'stop' }),
  'room:code': () => ({}),
  'room:host-link': () => ({}),
  'room:rename': (_, count) => ({ id: id(count, 'near'), name: 'Near', hue: 3 }),
  'room:settings': () => ({ steering: 'all', omniscient: true }),
  'room:remove': ({ far }) => ({ member: far.entered.self.id }),
  'room:doing': () => ({ kind: 'waiting', from: 0, to: 1 }),
  'tab:begin': () => ({}),
  'tab:report': () => READING,
  'tab:consent': () => ({ yes: true }),
  'console:watch': () => ({ on: true }),
  'console:place': () => ({ ...EVERYBODY, place: 'io' }),
  'console:mode': () => ({ ...EVERYBODY, send: 'blocking' }),
  'console:freeze': ({ far }) => ({ member: far.entered.self.id, do: 'ask', ms: 500 }),
  'console:standing': ({ far }) => ({ member: far.entered.self.id, is: 'muted' }),
  'console:run': ({ room, host }) => ({ room, hostToken: host.entered.token }),
  'console:scenario': () => ({}),
  'console:caption': () => ({ text: 'Now' }),
  'console:station': () => ({ does: 'echo', place: 'io' }),
  'console:keys': () => ({}),
  'console:key': () => ({ name: 'Keyed', hue: 7, place: 'earth' }),
  'console:revoke': ({ far }) => ({ member: far.entered.self.id }),
  // What is still on its way here is as unknown as what was never said.
  'chat:find': (world) => ({ of: said(world) }),
};

const ofTable = ([name, body]: [string, (world: World, count: number) => unknown]) => {
  const step: Step = (world, count) => world.near.ask(name as never, body(world, count) as never);
  return [name, step] as const;
};

/** What is done here, in both worlds, by the name of its ask. */
export const NEAR: { readonly [name: string]: Step } = {
  ...Object.fromEntries(Object.entries(PLAIN).map(ofTable)),
  'chat:say': ({ near }, count) =>
    near.ask('chat:say', { id: id(count, 'near'), text: `Hello ${count}` }),
  'chat:resume': ({ near }) => near.ask('chat:resume', { after: null }),
  'chat:resume from a cursor': ({ near }) => near.ask('chat:resume', { after: near.view.cursor }),
  'chat:search': ({ near }) => near.ask('chat:search', { words: SECRET, before: null }),
  'chat:history': ({ near }) =>
    near.view.cursor && near.ask('chat:history', { before: near.view.cursor }),
  // Where it is allowed it tells, by design.
  'room:omniscient': ({ near, isForbidden }) =>
    isForbidden && near.ask('room:omniscient', { on: true }),
  async 'room:enter'({ server, room, near }) {
    const newcomer: Omit<TestMember, 'view'> = await comeIn(server.url, room);
    // It is lost again, and the others learn of that.
    newcomer.close();
    await near.get('clock:sync', {});
    return newcomer.entered;
  },
};

/** Asks that take the one who listens away from here. */
const AWAY = ['room:leave', 'room:move'];
/** What the protocol has and nobody here asks. */
export const unasked = (): string[] =>
  Object.keys(asks).filter((name) => !Object.hasOwn(NEAR, name) && !AWAY.includes(name));
