// The machine's wall clock jumps by hours, to 1970 and back, while the program runs and between two runs:
// light takes as long as it takes, nothing comes twice, early or in another order.
import { expect, onTestFinished, test, vi } from 'vitest';
import { createSayLimit } from '../../server/chat/say-limit.ts';
import { SAY_BURST } from '../../shared/wire/limits.ts';
import { type ChildServer, startChild } from '../support/child-server.ts';
import { connect, createRoom, enter, newId } from '../support/server.ts';
import { createSurvivor } from '../support/survivor.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const HOUR = 3_600_000;
/** Far longer than light to the Moon takes, far shorter than a jump. */
const PATIENCE_MS = 15_000;

/** Two looks at a server's time; what lies between them, by this process's own clock, at least and at most. */
async function look(url: string) {
  const { get, close } = await connect(url);
  const askedAt = performance.now();
  const { now } = await get('clock:sync', {});
  const answeredAt = performance.now();
  close();
  return { now, askedAt, answeredAt };
}

test('[K6] wall clock +1 h, -1 h, 1970, running and between runs: light takes as long as it takes', async () => {
  const db = temporaryFile();
  const preload = './test/support/false-clock.mjs';
  const start = (wrongMs: number, more: { port?: number; jumps?: string } = {}) =>
    startChild({
      db,
      preload,
      port: more.port ?? 0,
      env: { FALSE_CLOCK_MS: `${wrongMs}`, FALSE_CLOCK_JUMPS: more.jumps ?? '' },
    });
  let server: ChildServer = await start(0, { jumps: `${HOUR},${-2 * HOUR},${-Date.now()}` });
  const { port } = server;
  const { room, hostToken } = await createRoom(server.url, 'io');
  const [host, earth, moon] = [
    createSurvivor(room, 'earth', hostToken),
    createSurvivor(room, 'earth'),
    createSurvivor(room, 'moon'),
  ];
  const everybody = [host, earth, moon];
  onTestFinished(() => {
    for (const one of everybody) one.disconnect();
  });
  for (const one of everybody) await one.comeBack(server.url);
  await host.setWarp(1);
  const said: string[] = [];
  const sayFromEarth = async (): Promise<void> => {
    const id = newId();
    said.push(`${host.id}/${id}`);
    await host.say(id);
  };
  const allHeard = (): Promise<void> =>
    expect
      .poll(() => said.filter((key) => !moon.heard.includes(key)), { timeout: PATIENCE_MS })
      .toEqual([]);

  let before = await look(server.url);
  for (const _jump of ['+1 h', '-2 h', '1970']) {
    await sayFromEarth();
    server.send('SIGUSR2');
    await sayFromEarth();
    await allHeard();
    const after = await look(server.url);
    expect(after.now - before.now).toBeGreaterThanOrEqual(after.askedAt - before.answeredAt - 1);
    expect(after.now - before.now).toBeLessThanOrEqual(after.answeredAt - before.askedAt + 1);
    before = after;
  }

  for (const [signal, wrongMs] of [
    ['SIGKILL', -HOUR],
    ['SIGTERM', -Date.now()],
    ['SIGKILL', 0],
  ] as const) {
    await sayFromEarth();
    before = await look(server.url);
    await server.end(signal);
    server = await start(wrongMs, { port });
    const after = await look(server.url);
    expect(after.now).toBeGreaterThanOrEqual(before.now);
    // No more than has passed, and the lease of time that a kill leaves behind. With the right clock
    // again it makes up for the runs in which it could not know how long it had been down.
    if (wrongMs < 0) {
      expect(after.now - before.now).toBeLessThanOrEqual(after.answeredAt - before.askedAt + 250);
    }
    for (const one of everybody) await one.comeBack(server.url);
    await allHeard();
  }
  const words = ({ heard }: typeof earth) => heard.filter((key) => said.includes(key));
  expect(words(earth)).toEqual(said);
  expect(words(moon)).toEqual(said);
  await server.end('SIGTERM');
}, 120_000);

test.each([
  ['fast', 0.01],
  ['slow', -0.01],
])(
  '[K6] clocks that run a hundredth too %s: light takes as long but for that, once, in order',
  async (_, drift) => {
    const db = temporaryFile();
    const preload = './test/support/false-clock.mjs';
    const env = { FALSE_CLOCK_DRIFT: `${drift}` };
    const server = await startChild({ db, preload, env });
    const { room, hostToken } = await createRoom(server.url, 'io');
    const earth = await enter(server.url, room, { hostToken });
    const moon = await enter(server.url, room, { place: 'moon' });
    await earth.get('space:warp', { warp: 1 });
    const saidAt = new Map<string, number>();
    const heard: string[] = [];
    const shortest: number[] = [];
    const isAllHeard = new Promise<void>((resolve) => {
      moon.socket.on('chat:arrived', ({ events }) => {
        for (const { id, sentAt, arrivesAt } of events) {
          const at = saidAt.get(id);
          if (at === undefined) continue;
          heard.push(id);
          // Its own clock, which is wrong by so much, has seen all of the light time pass.
          shortest.push((performance.now() - at) * (1 + drift) - (arrivesAt - sentAt));
        }
        if (heard.length === 20) resolve();
      });
    });
    for (let count = 0; count < 20; count++) {
      const id = newId();
      saidAt.set(id, performance.now());
      await earth.get('chat:say', { id, text: 'Tick.' });
      await new Promise((wake) => setTimeout(wake, 150));
    }
    await isAllHeard;
    expect(heard).toEqual([...saidAt.keys()]);
    expect(Math.min(...shortest)).toBeGreaterThanOrEqual(-1);
    expect(Math.min(...shortest)).toBeLessThan(PATIENCE_MS);

    // The next run begins with a clock that is right, and behind or ahead of the one that was told.
    const before = await look(server.url);
    await server.end('SIGKILL');
    const next = await startChild({ db });
    const after = await look(next.url);
    expect(after.now).toBeGreaterThanOrEqual(before.now);
  },
  60_000,
);

test('[K6] a wall clock set back by an hour makes nobody wait for it who has said too much', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  const limit = createSayLimit();
  for (let said = 0; said < SAY_BURST; said++) expect(await limit('ann')).toBeUndefined();
  vi.setSystemTime(Date.now() - HOUR);
  const refused = await limit('ann');
  expect(refused).toMatchObject({ reason: 'busy' });
  expect(refused?.retryAfterMs).toBeLessThanOrEqual(1000);
});
