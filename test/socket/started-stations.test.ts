// Stations that a host starts from the console: each kind, how many, their end, and a restart.
import { expect, test } from 'vitest';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { readScenario } from '../../shared/chat/scenario-reader.ts';
import { createKind } from '../../shared/station/kinds.ts';
import { simMs } from '../../shared/time/frames.ts';
import {
  comeIn,
  enter,
  NOON,
  newId,
  nextEvent,
  startServer,
  type TestMember,
  type TestServer,
} from '../support/server.ts';
import { temporaryFile } from '../support/temporary-file.ts';

type Desk = Pick<TestMember, 'ask' | 'get'>;

async function openClass(server: TestServer) {
  const { room, hostToken } = await server.createRoom('same-room');
  const host = await comeIn(server.url, room, { hostToken });
  // The room's own station is on Earth: here nobody else answers.
  const pupil = await enter(server.url, room, { place: 'moon' });
  return { room, hostToken, host, pupil };
}

const start = async (desk: Desk, does: 'answer' | 'echo' | 'beacon' | 'quiz', more = {}) =>
  (await desk.get('console:station', { does, place: 'moon', ...more })).member;

const heardFrom = async (tab: TestMember, member: string): Promise<string> => {
  const { body } = await nextEvent(
    tab,
    (event) => event.author === member && event.body.kind === 'say',
  );
  return body.kind === 'say' ? body.text : '';
};

const say = (tab: TestMember, text: string) => tab.get('chat:say', { id: newId(), text });

test('[C9] each kind is started by a host, at a place, and does what it is for', async () => {
  const server = await startServer();
  const { host, pupil } = await openClass(server);
  await say(pupil, 'before any of them came');
  expect(await pupil.ask('console:station', { does: 'echo', place: 'moon' })).toMatchObject({
    reason: 'forbidden',
  });
  const echo = await start(host, 'echo');
  await say(pupil, 'Polo');
  expect(await heardFrom(pupil, echo)).toBe('Polo');
  const answer = await start(host, 'answer', { name: 'Luna' });
  await say(pupil, 'Hello');
  expect(await heardFrom(pupil, answer)).toMatch(/^Heard “Hello”/);
  const quiz = await start(host, 'quiz');
  expect(await heardFrom(pupil, quiz)).toMatch(/^I ask about light time/);
  const beacon = await start(host, 'beacon', { everySeconds: 5 });
  server.clock.advance(5_000);
  expect(await heardFrom(pupil, beacon)).toMatch(/^Beacon 1, on the Moon, /);
  const { rows } = await host.get('console:watch', { on: true });
  expect(
    rows.flatMap(({ name, does, stays, station }) => (station ? [{ name, does, stays }] : [])),
  ).toEqual([
    { name: 'The Desk', does: null, stays: true },
    { name: 'Echo', does: 'echo', stays: false },
    { name: 'Luna', does: 'answer', stays: false },
    { name: 'Quiz-master', does: 'quiz', stays: false },
    { name: 'Moon Beacon', does: 'beacon', stays: false },
  ]);
});

test('[C9] there are at most 8 at a time; one that is removed is gone, and makes room for another', async () => {
  const server = await startServer();
  const { room, host, pupil } = await openClass(server);
  const beacon = await start(host, 'beacon', { everySeconds: 5 });
  const echo = await start(host, 'echo');
  for (let count = 2; count < 8; count++) await start(host, 'answer', { place: 'io' });
  const ninth = { does: 'echo', place: 'moon' } as const;
  expect(await host.ask('console:station', ninth)).toMatchObject({ reason: 'full' });
  await host.get('room:remove', { member: echo });
  await host.get('room:remove', { member: beacon });
  await say(pupil, 'anybody?');
  server.clock.advance(20_000);
  await pupil.get('clock:sync', {});
  const said = await server.log.read(room, { kinds: ['say'], limit: 100 });
  expect(said.filter(({ author }) => author === echo || author === beacon)).toEqual([]);
  await start(host, 'echo');
  const { rows } = await host.get('console:watch', { on: true });
  const desk = rows.find(({ stays }) => stays)?.member ?? '';
  expect(await host.ask('room:remove', { member: desk })).toMatchObject({ reason: 'invalid' });
  for (const wrong of [{ place: 'at-nowhere' }, { everySeconds: 4 }, { does: 'parrot' }]) {
    expect(await host.ask('console:station', { ...ninth, ...wrong } as never)).toMatchObject({
      ok: false,
    });
  }
  const idOfEcho = rows.find(({ does }) => does === 'answer')?.member ?? '';
  expect(await host.ask('console:standing', { member: idOfEcho, is: 'host' })).toMatchObject({
    reason: 'invalid',
  });
});

test('[C9] after a restart they are there, answer once what reached them, and the quiz goes on', async () => {
  const file = temporaryFile();
  const first = await startServer({ log: (clock) => openSqliteLog({ file, clock }) });
  const { room, host, pupil } = await openClass(first);
  const quiz = await start(host, 'quiz');
  const beacon = await start(host, 'beacon', { everySeconds: 60 });
  await heardFrom(pupil, quiz);
  await say(pupil, 'quiz');
  const question = await heardFrom(pupil, quiz);
  expect(question).toMatch(/\?/);
  await first.close();

  first.clock.advance(90_000);
  const second = await startServer({
    clock: first.clock,
    log: (clock) => openSqliteLog({ file, clock }),
  });
  const { token } = pupil.entered;
  const back = await enter(second.url, room, { token });
  await say(back, 'I do not know');
  const verdict = await heardFrom(back, quiz);
  // What it says is the solution of what it asked before the restart.
  const words = await second.log.read(room, { kinds: ['say'], limit: 100 });
  const asked = words.find(({ body }) => body.kind === 'say' && body.text === 'quiz');
  const same = createKind('quiz', quiz);
  const here = { id: 'moon', name: 'Moon' };
  const at = simMs(NOON);
  const [author, name] = [pupil.entered.self.id, 'Member at moon'];
  const hear = (text: string) =>
    same.answer?.(
      { author, id: asked?.id ?? '', name, text, sentAt: at, arrivesAt: at, from: here },
      { here: () => here, simNow: () => at },
    );
  expect([hear('quiz'), hear('I do not know')]).toEqual([question, verdict]);
  await say(back, 'quiz');
  const next = await heardFrom(back, quiz);
  expect(next).not.toBe(question);
  second.clock.advance(30_000);
  expect(await heardFrom(back, beacon)).toMatch(/^Beacon 2, /);
  const all = await second.log.read(room, { kinds: ['say'], limit: 100 });
  const ofQuiz = all.filter(({ author }) => author === quiz);
  expect(ofQuiz.map(({ body }) => (body.kind === 'say' ? body.text : ''))).toEqual([
    expect.stringMatching(/^I ask/),
    question,
    verdict,
    next,
  ]);
});

test('[C9] a beacon speaks only while somebody is there', async () => {
  const server = await startServer();
  const { room, host, pupil } = await openClass(server);
  await start(host, 'beacon', { everySeconds: 5 });
  await host.get('room:leave', {});
  await pupil.get('room:leave', {});
  for (let step = 0; step < 20; step++) server.clock.advance(5_000);
  expect(await server.log.read(room, { kinds: ['say'], limit: 100 })).toEqual([
    expect.objectContaining({ origin: 'earth' }),
  ]);
});

test('[C9] a saved room has its started stations, each doing what it did', async () => {
  const server = await startServer();
  const { host } = await openClass(server);
  await start(host, 'beacon', { everySeconds: 7 });
  await start(host, 'quiz', { place: 'earth', name: 'Quiz' });
  const { file } = await host.get('console:scenario', {});
  const read = readScenario(file);
  if (typeof read === 'string') throw new Error(read);
  expect(read.stations?.slice(1)).toEqual([
    { place: 'moon', name: 'Moon Beacon', hue: 150, does: 'beacon', everySeconds: 7 },
    { place: 'earth', name: 'Quiz', hue: 150, does: 'quiz' },
  ]);
  const response = await fetch(`${server.url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ file }),
  });
  const again = (await response.json()) as { room: string; hostToken: string };
  const tab = await enter(server.url, again.room);
  await say(tab, 'quiz');
  const { author } = await nextEvent(
    tab,
    ({ body }) => body.kind === 'say' && body.text.includes('?'),
  );
  expect(tab.view.people.find(({ id }) => id === author)?.name).toBe('Quiz');
});

test.each([
  ['"does": "beacon", "everySeconds": 4', /everySeconds: Expected everySeconds from 5/],
  ['"does": "quiz", "everySeconds": 9', /everySeconds: Only a beacon/],
  ['"does": "echo", "answers": false', /does: A station that does something answers/],
  ['"does": "parrot"', /^Line 4: stations.0.does/],
])('[R14] a station of a file with %s is refused by its line', (words, reason) => {
  const file = `{ "lightlag": "scenario", "version": 1, "title": "T", "warp": 1, "far": "io",
    "stations": [
      {
        ${words}, "place": "io", "name": "S", "hue": 1 }] }`;
  expect(readScenario(file)).toMatch(reason);
});
