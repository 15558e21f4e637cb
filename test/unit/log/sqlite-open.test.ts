// A log's file: refused in words when it cannot be used, kept over a restart, and alive after errors.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { LogUnavailable } from '../../../server/chat/log/event-log.ts';
import { LogOpenError } from '../../../server/chat/log/open-error.ts';
import { openSqliteLog } from '../../../server/chat/log/sqlite.ts';
import { openDatabase } from '../../../server/chat/log/sqlite-open.ts';
import { realMs } from '../../../shared/time/frames.ts';
import { roomRecord, say } from '../../contract/event-log.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { temporaryFile } from '../../support/temporary-file.ts';

const START = Date.UTC(2026, 10, 22, 12);

function openLog(file: string, startMs = START, fileBytesMax?: number) {
  const clock = createManualClock(startMs);
  const log = openSqliteLog({ file, clock, ...(fileBytesMax && { fileBytesMax }) });
  onTestFinished(() => log.close());
  return log;
}

/** Takes root's right to write everywhere away for the rest of the test. */
function dropRights(): void {
  if (process.getuid?.() !== 0) return;
  process.seteuid?.(65534);
  onTestFinished(() => void process.seteuid?.(0));
}

function expectRefused(file: string, words: string): void {
  const attempt = () => openSqliteLog({ file, clock: createManualClock(START) });
  expect(attempt).toThrow(LogOpenError);
  expect(attempt).toThrow(words);
  expect(attempt).toThrow(file);
}

test('[G11] a file that is no database is refused', () => {
  const file = temporaryFile();
  writeFileSync(file, 'Dear diary, '.repeat(1000));
  expectRefused(file, 'is not a database');
});

test('[G11] the database of another program is refused and left alone', () => {
  const file = temporaryFile();
  const other = new Database(file);
  other.exec('CREATE TABLE bookmark (url TEXT)');
  expectRefused(file, 'is a database of another program');
  expect(other.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['bookmark']);
  other.close();
});

test('[G11] a newer schema is refused', async () => {
  const file = temporaryFile();
  await openLog(file).close();
  const db = new Database(file);
  db.pragma('user_version = 99');
  db.close();
  expectRefused(file, 'newer version of Lightlag (schema 99, this one knows 2)');
});

test('[G11] a folder that cannot be made is refused', () => {
  const file = temporaryFile();
  writeFileSync(file, '');
  expectRefused(`${file}/below/log.db`, 'The folder of');
});

test('[G11] a folder that cannot be written to is refused', () => {
  const file = temporaryFile('inner/log.db');
  mkdirSync(dirname(file));
  chmodSync(dirname(dirname(file)), 0o755);
  chmodSync(dirname(file), 0o555);
  dropRights();
  expectRefused(file, 'is its folder writable?');
});

test('[G11] a read-only file is refused', async () => {
  const file = temporaryFile();
  await openLog(file).close();
  chmodSync(dirname(file), 0o777);
  chmodSync(file, 0o444);
  dropRights();
  expectRefused(file, 'is read-only');
});

test('[G11] a file locked by another program is refused', async () => {
  const file = temporaryFile();
  await openLog(file).close();
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  expectRefused(file, 'is in use by another program');
  other.close();
});

test('[G12] commits reach the disk: write-ahead log, synchronous FULL', () => {
  const db = openDatabase(temporaryFile(), Infinity);
  const pragmas = ['journal_mode', 'synchronous', 'foreign_keys'];
  expect(pragmas.map((name) => db.pragma(name, { simple: true }))).toEqual(['wal', 2, 1]);
  db.close();
});

test('[G12] after closing and opening, the same events, rooms and members are there', async () => {
  const file = temporaryFile('made/on/the/way/log.db');
  const before = openLog(file);
  await before.createRoom(roomRecord(), [{ ...say('first'), at: before.now() }]);
  await before.append('room-1', [say('a'), say('b')]);
  await before.addMember({ room: 'room-1', id: 'ann', tokenHash: 'h' });
  const events = await before.read('room-1', { limit: 10 });
  await before.close();

  const after = openLog(file);
  expect(await after.read('room-1', { limit: 10 })).toEqual(events);
  expect(await after.findRoom('room-1')).toEqual(roomRecord());
  expect(await after.findMember('room-1', 'h')).toMatchObject({ id: 'ann' });
  expect(await after.append('room-1', [say('a'), say('c')])).toMatchObject([
    { id: 'a', position: 2 },
    { id: 'c', position: 4 },
  ]);
});

test('[G11] a file of schema 1 is brought up, and keeps its members', async () => {
  const file = temporaryFile();
  const first = openLog(file);
  await first.createRoom(roomRecord(), []);
  await first.addMember({ room: 'room-1', id: 'ann', tokenHash: 'h' });
  await first.close();
  const old = new Database(file);
  old.exec('ALTER TABLE member ADD COLUMN host INTEGER NOT NULL DEFAULT 1');
  old.pragma('user_version = 1');
  old.close();

  const log = openLog(file);
  await log.addMember({ room: 'room-1', id: 'bob', tokenHash: 'i' });
  expect(await log.findMember('room-1', 'h')).toMatchObject({ id: 'ann' });
  expect(await log.countMembers('room-1')).toBe(2);
});

test('[G2] stamps do not decrease when the wall clock was set back between two runs', async () => {
  const file = temporaryFile();
  const before = openLog(file);
  await before.createRoom(roomRecord(), []);
  await before.append('room-1', [say('a')]);
  await before.close();
  const after = openLog(file, START - 3_600_000);
  const [b] = await after.append('room-1', [say('b')]);
  expect(b).toMatchObject({ position: 2, at: START });
});

test('[G13] a locked file refuses the appends of that moment, whole, and takes later ones', async () => {
  const file = temporaryFile();
  const log = openLog(file);
  await log.createRoom(roomRecord('room-1'), []);
  await log.createRoom(roomRecord('room-2'), []);
  const seen: string[] = [];
  log.follow('room-1', 1, (events) => seen.push(...events.map(({ id }) => id)));
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  const lost = [log.append('room-1', [say('a'), say('b')]), log.append('room-2', [say('c')])];
  const outcomes = await Promise.allSettled(lost);
  expect(outcomes).toMatchObject([
    { reason: { name: 'LogUnavailable', cause: { code: 'SQLITE_BUSY' } } },
    { reason: { name: 'LogUnavailable', cause: { code: 'SQLITE_BUSY' } } },
  ]);
  expect(await log.isReady()).toBe(false);
  other.close();
  expect(await log.isReady()).toBe(true);
  expect(await log.append('room-1', [say('b'), say('a')])).toMatchObject([
    { id: 'b', position: 1 },
    { id: 'a', position: 2 },
  ]);
  expect(seen).toEqual(['b', 'a']);
});

test('[G13] a full file refuses the append that does not fit, whole, and takes a smaller one', async () => {
  const log = openLog(temporaryFile(), START, 400_000);
  await log.createRoom(roomRecord(), []);
  const large = Array.from({ length: 200 }, (_, i) =>
    say(`large-${i}`, { text: 'x'.repeat(4000) }),
  );
  const alongside = log.append('room-1', [say('alongside')]);
  const refused = log.append('room-1', large);
  await expect(alongside).rejects.toBeInstanceOf(LogUnavailable);
  await expect(refused).rejects.toBeInstanceOf(LogUnavailable);
  await expect(refused).rejects.toMatchObject({ cause: { code: 'SQLITE_FULL' } });
  expect(await log.head('room-1')).toBe(0);
  expect(await log.append('room-1', [say('small')])).toMatchObject([{ position: 1 }]);
});

test('[G7] a room whose first events were not all written when the process ended never was', async () => {
  const file = temporaryFile();
  const log = openLog(file);
  const first = Array.from({ length: 3000 }, (_, index) => ({
    ...say(`s${index}`),
    at: realMs(START - 5000 + index),
  }));
  const made = log.createRoom(roomRecord('large'), first);
  made.catch(() => undefined);
  const db = new Database(file);
  const count = () => db.prepare('SELECT count(*) FROM event').pluck().get() as number;
  while (count() === 0) await new Promise((next) => setImmediate(next));
  expect(await log.findRoom('large')).toBeUndefined();
  expect(await log.recentRooms(realMs(0), 9)).toEqual([]);
  await log.close();
  await expect(made).rejects.toBeInstanceOf(LogUnavailable);
  expect(count()).toBeLessThan(3000);
  const again = openLog(file);
  expect(count()).toBe(0);
  const heard: number[] = [];
  again.follow('large', 1, (events) => heard.push(...events.map(({ position }) => position)));
  await again.createRoom(roomRecord('large'), first);
  expect(heard).toEqual(first.map((_, index) => index + 1));
  db.close();
});

test('[G12][D1] what one commit brings to a room is told at once: no time is read between its events', async () => {
  const log = openLog(temporaryFile());
  await log.createRoom(roomRecord(), []);
  const calls: string[][] = [];
  log.follow('room-1', 1, (events) => calls.push(events.map(({ id }) => id)));
  await log.append('room-1', [say('old')]);
  await Promise.all([
    log.append('room-1', [say('word')]),
    log.append('room-1', [say('warp', { body: { kind: 'warp', warp: 0 } })]),
  ]);
  expect(calls).toEqual([['old'], ['word', 'warp']]);
});
