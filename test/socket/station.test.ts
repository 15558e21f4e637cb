// Stations as programs of their own, over the public protocol, against the program.
import { expect, test } from 'vitest';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import { startCommand } from '../support/child-command.ts';
import { startChild } from '../support/child-server.ts';
import { startLine } from '../support/cuttable.ts';
import { connect, createRoom, enter, newId, type TestMember } from '../support/server.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const view = async (member: TestMember): Promise<readonly ArrivedEvent[]> =>
  (await member.get('chat:resume', { after: null })).events;

const answersTo = (events: readonly ArrivedEvent[], words: string, station: string): number =>
  events.filter(
    ({ author, body }) =>
      author === station && body.kind === 'say' && body.text.startsWith(`Heard “${words}”`),
  ).length;

test('[C5] a station over the wire answers people once, stations never, over a cut line, a kill -9 and its own end', async () => {
  const db = temporaryFile();
  const state = temporaryFile('station.json');
  let server = await startChild({ db });
  const line = await startLine(server.port);
  const { room, hostToken } = await createRoom(server.url);
  const args = ['station', '--room', `${line.url}/r/${room}`, '--place', 'io', '--kind', 'answer'];
  const run = () => startCommand([...args, '--name', 'Visitor', '--state', state]);
  let earth = await enter(server.url, room, { hostToken });
  const { token } = earth.entered;
  // 43 light minutes in about a second.
  await earth.get('space:warp', { warp: 2400 });
  const ask = (text: string) => earth.get('chat:say', { id: newId(), text });
  let visitor = '';
  const heard = (words: string) =>
    expect
      .poll(async () => answersTo(await view(earth), words, visitor), {
        timeout: 30_000,
        interval: 100,
      })
      .toBe(1);

  const first = run();
  const isHere = ({ body }: ArrivedEvent) => body.kind === 'join' && body.name === 'Visitor';
  await expect
    .poll(async () => (await view(earth)).some(isHere), { timeout: 30_000, interval: 100 })
    .toBe(true);
  visitor = (await view(earth)).find(isHere)?.author ?? '';
  await ask('one');
  await heard('one');

  line.cut();
  await ask('two');
  await expect.poll(() => line.open).toBe(0);
  line.mend();
  await heard('two');

  await ask('three');
  await server.end('SIGKILL');
  server = await startChild({ db, port: server.port });
  earth = await enter(server.url, room, { token });
  await heard('three');

  await first.end('SIGKILL');
  await ask('four');
  const second = run();
  await heard('four');
  const events = await view(earth);
  for (const words of ['one', 'two', 'three', 'four']) {
    expect(answersTo(events, words, visitor)).toBe(1);
  }
  // The room's own station has answered the same words, and neither has answered the other.
  const answers = events.filter(({ body }) => body.kind === 'say' && body.text.startsWith('Heard'));
  expect(answers).toHaveLength(8);
  expect(await second.end('SIGTERM')).toBe(0);
  await expect
    .poll(
      async () =>
        (await view(earth)).filter(
          ({ author, body }) => author === visitor && body.kind === 'leave',
        ).length,
      { timeout: 30_000 },
    )
    .toBe(1);
}, 120_000);

test('[C5] an echo says words back, a beacon speaks by itself; what is not understood is said', async () => {
  const server = await startChild({ db: 'memory' });
  const { room } = await createRoom(server.url, 'same-room');
  const address = `${server.url}/r/${room}`;
  const earth = await enter(server.url, room);
  const station = (...more: string[]) =>
    startCommand(['station', '--room', address, '--place', 'earth', ...more]);
  const echo = station('--kind', 'echo');
  const beacon = station('--kind', 'beacon', '--every', '1', '--name', 'Tick');
  const said = async () =>
    (await view(earth)).flatMap(({ body }) => (body.kind === 'say' ? [body.text] : []));
  await expect
    .poll(said, { timeout: 30_000 })
    .toContainEqual(expect.stringMatching(/^Beacon 2, on Earth, /));
  await expect.poll(() => echo.output, { timeout: 30_000 }).toContain('Echo is at Earth');
  await earth.get('chat:say', { id: newId(), text: 'Polo' });
  await expect.poll(async () => (await said()).filter((text) => text === 'Polo').length).toBe(2);
  expect(await Promise.all([echo.end('SIGINT'), beacon.end('SIGINT')])).toEqual([0, 0]);

  const wrong = startCommand([
    'station',
    '--room',
    address,
    '--place',
    'earth',
    '--kind',
    'parrot',
  ]);
  expect(await wrong.end()).toBe(2);
  expect(wrong.output).toContain(
    'Expected --kind as one of answer, echo, beacon, quiz, got parrot.',
  );
  const nowhere = startCommand([
    'station',
    '--room',
    `${server.url}/r/000000000000`,
    '--place',
    'io',
    '--kind',
    'echo',
  ]);
  expect(await nowhere.end()).toBe(1);
  expect(nowhere.output).toContain('There is no such room');
  expect(await server.end('SIGTERM')).toBe(0);
}, 60_000);

test('[I2] whoever says to be a station is one, also after coming back and after a move', async () => {
  const server = await startChild({ db: 'memory' });
  const { room } = await createRoom(server.url, 'same-room');
  const client = await connect(server.url);
  const newcomer = { name: 'Bot', hue: 1, place: 'earth', station: true } as const;
  await client.get('room:enter', { protocol: 1, room, newcomer });
  await client.get('room:move', { id: newId(), place: 'mars' });
  await client.get('room:move', { id: newId(), place: 'earth' });
  const { view: seen } = await enter(server.url, room);
  expect(seen.people.find(({ name }) => name === 'Bot')).toMatchObject({
    station: true,
    here: true,
  });
  expect(await server.end('SIGTERM')).toBe(0);
});
