// Scenarios that play by themselves, short codes, and the next run.
import { expect, test } from 'vitest';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { realMs } from '../../shared/time/frames.ts';
import { comeIn, connect, enter, startServer, type TestServer } from '../support/server.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const FILE = JSON.stringify({
  lightlag: 'scenario',
  version: 1,
  title: 'Played',
  starts: '1969-07-20T20:17:40Z',
  warp: 10,
  far: 'moon',
  places: [{ id: 'at-relay', name: 'Relay', near: 'earth', seconds: 5 }],
  stations: [{ place: 'moon', name: 'Eagle', hue: 255, answers: false }],
  script: [
    { at: 30, caption: 'It takes {light moon earth}' },
    { at: 60, say: { station: 'Eagle', text: 'Landed' } },
    { at: 90, warp: 5 },
  ],
});

async function make(server: TestServer, file = FILE) {
  const response = await fetch(`${server.url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ file }),
  });
  return { status: response.status, made: await response.json() };
}

test('[R14] a file makes a room; what is wrong with one is told by its line', async () => {
  const server = await startServer();
  const { made } = await make(server);
  const tab = await enter(server.url, made.room);
  const { segment, places } = tab.entered;
  expect(new Date(segment.sim + (server.clock.now() - segment.from) * segment.warp)).toEqual(
    new Date('1969-07-20T20:17:40Z'),
  );
  expect(places).toMatchObject([{ id: 'at-relay', owltMs: 5000 }]);
  const wrong = await make(server, FILE.replace('"warp":10', '"warp":"fast"'));
  expect(wrong).toMatchObject({ status: 400, made: { detail: /^Line 1: warp/ } });
});

test('[R21] what a room of a file would be is told, or its line that is wrong; no room is made', async () => {
  const server = await startServer();
  const ask = async (body: object) => {
    const response = await fetch(`${server.url}/api/scenarios`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: await response.json() };
  };
  const { status, answer } = await ask({ file: FILE });
  expect(status).toBe(200);
  expect(answer).toMatchObject({ title: 'Played', warp: 10, starts: '1969-07-20T20:17:40Z' });
  expect(answer.owltMs).toBeCloseTo(1300, -2);
  expect((await ask({ scenario: 'io' })).answer).toMatchObject({ id: 'io' });
  const wrong = FILE.replace('"warp":10', '\n"warp":"fast"');
  expect(await ask({ file: wrong })).toMatchObject({
    status: 400,
    answer: { detail: /^Line 2: warp/ },
  });
  expect((await ask({ scenario: 'nowhere' })).status).toBe(404);
  expect(await server.log.recentRooms(realMs(0), 10)).toEqual([]);
});

test('[R15] a script happens by the simulated clock, once, also over a restart', async () => {
  const file = temporaryFile();
  const first = await startServer({ log: (clock) => openSqliteLog({ file, clock }) });
  const { made } = await make(first);
  const tab = await enter(first.url, made.room);
  first.clock.advance(2_990);
  await tab.get('clock:sync', {});
  expect(tab.waiting('room:captioned')).toBe(0);
  first.clock.advance(20);
  // The Moon of that evening, by our ephemeris.
  expect(await tab.next('room:captioned')).toEqual({ text: 'It takes 1.3 s' });
  await first.close();

  const { url, log, clock } = await startServer({
    clock: first.clock,
    log: (one) => openSqliteLog({ file, clock: one }),
  });
  const back = await enter(url, made.room);
  for (let step = 0; step < 100; step++) {
    clock.advance(100);
    await back.get('clock:sync', {});
  }
  expect(await back.next('clock:warped')).toMatchObject({ segment: { warp: 5 } });
  const events = await log.read(made.room, { limit: 1000 });
  const script = events.filter(({ id }) => id.startsWith('script-'));
  expect(script.map(({ body }) => body.kind)).toEqual(['caption', 'say', 'warp']);
});

test('[R16] links of a scenario hold for those whom they name', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('two-tabs');
  const first = await comeIn(server.url, room);
  const second = await comeIn(server.url, room);
  const delay = async (tab: typeof first) => (await tab.get('link:flights', {})).link.down.delayMs;
  expect([await delay(first), await delay(second)]).toEqual([0, 500]);
});

test('[R17] a short code leads to a listed room, and to no other; guessing is slow', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom('same-room');
  const host = await comeIn(server.url, room, { hostToken });
  expect(await host.get('room:code', {})).toEqual({ code: null });
  const rules = { steering: 'host', omniscient: true } as const;
  await host.get('room:settings', { ...rules, listed: true });
  const { code } = await host.get('room:code', {});
  expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{6}$/);
  const go = (typed: string) =>
    fetch(`${server.url}/j/${typed}`, {
      redirect: 'manual',
      headers: { accept: 'application/json' },
    });
  expect((await go(`${code}`.toLowerCase())).headers.get('location')).toBe(`/r/${room}`);
  await host.get('room:settings', rules);
  expect((await go(`${code}`)).status).toBe(404);
  const statuses: number[] = [];
  for (let guess = 0; guess < 60; guess++)
    statuses.push((await go(`22222${(guess % 8) + 2}`)).status);
  expect(statuses.at(-1)).toBe(429);
});

test('[R18] the next run is a room of its own: everybody is called over, the old log is kept', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom('moon');
  const host = await comeIn(server.url, room, { hostToken });
  const pupil = await comeIn(server.url, room);
  const { file } = await host.get('console:scenario', {});
  const { made } = await make(server, file);
  const before = await server.log.head(room);
  const stranger = { room: made.room, hostToken };
  expect(await host.ask('console:run', stranger)).toMatchObject({ reason: 'unknown' });
  expect(await pupil.ask('console:run', made)).toMatchObject({ reason: 'forbidden' });
  await host.get('console:run', made);
  expect(await pupil.next('room:next')).toEqual({ room: made.room });
  expect(await server.log.head(room)).toBe(before + 1);
  const late = await comeIn(server.url, room);
  expect((await late.get('tab:begin', {})).next).toBe(made.room);
  expect((await host.get('tab:begin', {})).next).toBe(null);
  const there = await connect(server.url);
  there.close();
  const again = await enter(server.url, made.room);
  expect(again.view.people.some(({ name }) => name === 'Moon Base')).toBe(true);
});
