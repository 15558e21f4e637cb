// kill -9 at moments of chance, with a log on disk: nothing acknowledged is lost, nothing comes twice,
// nothing early, and all who stay at one place have one list.
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import { bundleProgram } from '../support/bundled-program.ts';
import { type ChildServer, startChild } from '../support/child-server.ts';
import { createDice } from '../support/dice.ts';
import { createRoom, enter, newId } from '../support/server.ts';
import { createSurvivor, type Survivor } from '../support/survivor.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const SEED = Number(process.env.SEED ?? 1);
const KILLS = Number(process.env.KILLS ?? 50);
/** Real ms for which a server lives, at most, from the first word on. */
const LIFE_MS_MAX = 300;
/** On their way to Io and Ganymede all the time, and at the last kills. */
const IN_FLIGHT = 2_000;
const IN_FLIGHT_LAST = 100_000;
const LAST_KILLS = 2;

/** So many words more of a member of that room, straight into the log. */
async function fill(file: string, said: { room: string; author: string; count: number }) {
  const log = openSqliteLog({ file, clock: createRealClock() });
  const keys: string[] = [];
  for (let done = 0; done < said.count; done += 5000) {
    const ids = Array.from({ length: Math.min(5000, said.count - done) }, newId);
    const drafts = ids.map((id) => {
      const body = { kind: 'say', text: `word ${id}` } as const;
      return { id, author: said.author, origin: 'mars', body };
    });
    await log.append(said.room, drafts);
    for (const id of ids) keys.push(`${said.author}/${id}`);
  }
  await log.close();
  return keys;
}

test(`[K1][D6] ${KILLS} kills, up to ${IN_FLIGHT_LAST} in flight: each word once, in one order per place (seed ${SEED})`, async () => {
  const dice = createDice(SEED);
  const main = await bundleProgram('kill');
  const db = temporaryFile();
  let server: ChildServer = await startChild({ db, main });
  const { room, hostToken } = await createRoom(server.url, 'io');
  const host = createSurvivor(room, 'mars', hostToken);
  const near = ['earth', 'earth', 'moon', 'moon'].map((place) => createSurvivor(room, place));
  const far = ['io', 'io', 'ganymede'].map((place) => createSurvivor(room, place));
  const everybody: readonly Survivor[] = [host, ...near, ...far];
  onTestFinished(() => {
    for (const one of everybody) one.disconnect();
  });
  await Promise.all(everybody.map((one) => one.comeBack(server.url)));
  await host.setWarp(1);
  expect(await server.end('SIGTERM')).toBe(0);
  const filled = await fill(db, { room, author: host.id, count: IN_FLIGHT });

  for (let kill = 0; kill < KILLS; kill++) {
    if (kill === KILLS - LAST_KILLS) {
      filled.push(...(await fill(db, { room, author: host.id, count: IN_FLIGHT_LAST })));
    }
    server = await startChild({ db, main, port: server.port });
    const speaking = everybody.map(async (one) => {
      // It may be killed before all are back.
      const isBack = await one.comeBack(server.url).then(
        () => true,
        () => false,
      );
      for (let words = 0; isBack && words < 6; words++) void one.say(newId());
    });
    await Promise.race(speaking);
    await new Promise((wake) => setTimeout(wake, dice.upTo(LIFE_MS_MAX)));
    expect(await server.end('SIGKILL')).toBeNull();
    await Promise.all(speaking);
  }

  server = await startChild({ db, main, port: server.port });
  await host.comeBack(server.url);
  for (const one of everybody) {
    if (one !== host) await one.comeBack(server.url);
    await expect.poll(() => one.unanswered.size, { timeout: 30_000 }).toBe(0);
    one.disconnect();
  }
  await host.comeBack(server.url);
  // A day of light in a moment: all of it has arrived everywhere.
  await host.setWarp(1_000_000);
  await new Promise((wake) => setTimeout(wake, 200));
  await host.setWarp(0);
  for (const one of [...near, ...far]) await one.comeBack(server.url);
  const said = new Set([...filled, ...everybody.flatMap((one) => [...one.acknowledged])]);
  const words = ({ heard }: Survivor): string[] => heard.filter((key) => said.has(key));
  expect(said.size).toBeGreaterThan(IN_FLIGHT + IN_FLIGHT_LAST + KILLS);
  for (const one of [...near, ...far]) {
    const missing = new Set(said);
    for (const key of one.heard) missing.delete(key);
    expect([...missing], `lost at ${one.place}`).toEqual([]);
  }
  for (const place of ['earth', 'moon', 'io']) {
    const lists = everybody.filter((one) => one.place === place).map(words);
    expect(lists[0]).toEqual(lists[1]);
  }
  expect(await server.end('SIGTERM')).toBe(0);
}, 600_000);

test('[K2] killed between commit and acknowledgement: the retry is one event at one position', async () => {
  const file = temporaryFile();
  const before = await startChild({ db: file });
  const { room } = await createRoom(before.url, 'same-room');
  const { token, self } = (await enter(before.url, room)).entered;
  await before.end('SIGTERM');

  const main = 'test/support/kill-after-commit.ts';
  const killed = await startChild({ db: file, port: before.port, main });
  const member = await enter(killed.url, room, { token });
  const id = newId();
  const answer = await new Promise((resolve) => {
    member.socket.once('disconnect', () => resolve('killed'));
    member.socket.emit('chat:say', { id, text: 'kill' }, resolve);
  });
  expect(answer).toBe('killed');

  const after = await startChild({ db: file, port: before.port });
  const back = await enter(after.url, room, { token });
  const first = await back.get('chat:say', { id, text: 'kill' });
  expect(await back.get('chat:say', { id, text: 'kill' })).toEqual(first);
  await after.end('SIGTERM');
  const log = openSqliteLog({ file, clock: createRealClock() });
  const said = (await log.read(room, { kinds: ['say'], limit: 1000 })).filter(
    ({ author }) => author === self.id,
  );
  await log.close();
  expect(said.map((event) => event.id)).toEqual([id]);
}, 60_000);
