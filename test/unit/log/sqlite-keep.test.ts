// What a log remembers beside its file: that it was longer, and what time it was.
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteLog } from '../../../server/chat/log/sqlite.ts';
import { roomRecord, say } from '../../contract/event-log.ts';
import { lightlag } from '../../support/command-line.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { temporaryFile } from '../../support/temporary-file.ts';

const START = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

function openLog(file: string, startMs = START) {
  const clock = createManualClock(startMs);
  const told: string[] = [];
  const log = openSqliteLog({ file, clock, tell: (sentence) => told.push(sentence) });
  onTestFinished(() => log.close());
  return { log, clock, told };
}

/** A log of two rooms and four events, and what was kept of it after two. */
async function writeAndBackUp() {
  const file = temporaryFile();
  const before = openLog(file).log;
  await before.createRoom(roomRecord('room-1'), []);
  await before.createRoom(roomRecord('room-2'), []);
  await before.append('room-1', [say('a')]);
  await before.append('room-2', [say('b')]);
  await before.close();
  const backup = `${file}.backup`;
  copyFileSync(file, backup);
  const after = openLog(file).log;
  await after.append('room-1', [say('c'), say('d')]);
  await after.close();
  return { file, backup };
}

test('[K5] a log put back from a backup starts a new epoch in each room, once, and says so', async () => {
  const { file, backup } = await writeAndBackUp();
  copyFileSync(backup, file);
  const { code, out } = await lightlag('verify', '--db', file);
  expect(code).toBe(1);
  expect(out).toContain('By the mark beside it, it had 4 events; 2 are there.');

  const { log, told } = openLog(file);
  expect(told).toEqual([
    `${file} has 2 events, and had 4: it was put back, or has lost its end. Everybody in its rooms is told.`,
  ]);
  const epochs = [await log.findRoom('room-1'), await log.findRoom('room-2')].map(
    (room) => room?.epoch,
  );
  expect(epochs).not.toContain(roomRecord().epoch);
  expect(await log.findRoom('room-1')).toEqual({ ...roomRecord('room-1'), epoch: epochs[0] });
  await log.close();

  const again = openLog(file);
  expect(again.told).toEqual([]);
  expect((await again.log.findRoom('room-1'))?.epoch).toBe(epochs[0]);
});

test('[K5] a log copied without its write-ahead log is shorter, and is noticed', async () => {
  const file = temporaryFile();
  const { log } = openLog(file);
  await log.createRoom(roomRecord('room-1'), [{ ...say('a'), at: log.now() }]);
  await log.close();
  const reopened = openLog(file).log;
  await reopened.append('room-1', [say('b')]);
  // Nothing was copied from the write-ahead log into the file yet.
  const copy = temporaryFile();
  copyFileSync(file, copy);
  copyFileSync(`${file}-mark`, `${copy}-mark`);
  expect(openLog(copy).told).toHaveLength(1);
});

test('[K5] a whole log, one without a mark, with a torn one, or with another log’s, starts none', async () => {
  const { file } = await writeAndBackUp();
  const epochAfterOpening = async (): Promise<string | undefined> => {
    const { log, told } = openLog(file);
    expect(told).toEqual([]);
    const room = await log.findRoom('room-1');
    await log.close();
    return room?.epoch;
  };
  expect(await epochAfterOpening()).toBe('e1');
  rmSync(`${file}-mark`);
  expect(await epochAfterOpening()).toBe('e1');
  writeFileSync(`${file}-mark`, '{"first":"room-1","events":9');
  expect(await epochAfterOpening()).toBe('e1');
  writeFileSync(`${file}-mark`, '{"first":"other","events":99,"until":1}');
  expect(await epochAfterOpening()).toBe('e1');
});

test.each([
  ['set back by an hour', START - HOUR],
  ['set back to 1970', 0],
])('[K6] with a wall clock %s between two runs time goes on, never back', async (_how, wrongMs) => {
  const file = temporaryFile();
  const before = openLog(file);
  await before.log.createRoom(roomRecord(), []);
  await before.log.append('room-1', [say('a')]);
  before.clock.advance(600_000);
  // Long after the last event somebody has been told what time it is.
  expect(before.log.now()).toBe(START + 600_000);
  await before.log.close();

  const after = openLog(file, wrongMs);
  expect(after.told).toEqual([expect.stringMatching(/clock of this machine is \d+ s behind/)]);
  expect(after.log.now()).toBe(START + 600_000);
  after.clock.advance(5000.5);
  expect(after.log.now()).toBe(START + 605_000.5);
  expect(await after.log.append('room-1', [say('b')])).toMatchObject([{ at: START + 605_000.5 }]);
});

test('[K6] killed, with a wall clock set back: not before anything that was told', async () => {
  const file = temporaryFile();
  const killed = openLog(file);
  await killed.log.createRoom(roomRecord(), []);
  const told = [0, 1, 100, 249, 250, 251, 3000].map((ms) => {
    killed.clock.advance(ms);
    return killed.log.now();
  });
  // Not closed: whoever opens the file now finds it as a kill leaves it.
  const after = openLog(file, START - HOUR);
  expect(after.log.now()).toBeGreaterThanOrEqual(Math.max(...told));
  expect(after.log.now()).toBeLessThanOrEqual(Math.max(...told) + 250);
});

test('[K6] with a wall clock set forward between two runs that much time has passed', async () => {
  const file = temporaryFile();
  const before = openLog(file);
  await before.log.createRoom(roomRecord(), []);
  await before.log.close();
  const after = openLog(file, START + HOUR);
  expect([after.log.now(), after.told]).toEqual([START + HOUR, []]);
});
