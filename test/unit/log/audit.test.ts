// `lightlag verify`: a sound log is called so, and every way in which one can be broken is named.
import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteLog } from '../../../server/chat/log/sqlite.ts';
import { roomRecord, say } from '../../contract/event-log.ts';
import { lightlag } from '../../support/command-line.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { temporaryFile } from '../../support/temporary-file.ts';

const START = Date.UTC(2026, 10, 22, 12);

async function writeLog() {
  const file = temporaryFile();
  const clock = createManualClock(START);
  const log = openSqliteLog({ file, clock });
  onTestFinished(() => log.close());
  await log.createRoom(roomRecord('room-1'), []);
  await log.createRoom(roomRecord('room-2'), []);
  await log.addMember({ room: 'room-1', id: 'ann', tokenHash: 'h' });
  for (let index = 0; index < 12; index++) {
    await log.append('room-1', [say(`event-${index}`, { author: 'member-ann' })]);
    await log.append('room-2', [say(`event-${index}`, { author: 'member-ann' })]);
    clock.advance(1000);
  }
  return { file, log };
}

test('[K4] a sound log is called sound, also while a server writes it', async () => {
  const { file, log } = await writeLog();
  const { code, out, err } = await lightlag('verify', '--db', file);
  expect({ code, out, err }).toEqual({
    code: 0,
    out: `${file}: 2 rooms, 24 events\nSound.\n`,
    err: '',
  });
  expect(await log.append('room-1', [say('later')])).toHaveLength(1);
});

test.each([
  ['a gap', 'DELETE FROM event WHERE room = 1 AND position = 5', 'Expected position 5 after 4'],
  ['a lost tail', 'DELETE FROM event WHERE room = 1 AND position > 9', 'up to position 12, got 9'],
  ['a tail unseen', 'UPDATE room SET head = 9 WHERE key = 1', 'up to position 9, got 12'],
  ['time set back', 'UPDATE event SET at = at - 60000 WHERE position = 7', 'before the last'],
  ['a newest stamp', 'UPDATE room SET newest_at = 5 WHERE key = 2', 'newest stamp as 5'],
  ['a foreign body', `UPDATE event SET body = '{"kind":"x"}' WHERE position = 3`, 'Its body is'],
  [
    'light from nowhere',
    "UPDATE event SET origin = '' WHERE position = 3",
    'does not suit its kind',
  ],
  [
    'an id twice',
    `DROP INDEX event_by_key; UPDATE event SET id = 'event-1' WHERE position = 8`,
    'has an event with the id event-1 before',
  ],
  [
    'a stray event',
    'PRAGMA foreign_keys = OFF; UPDATE event SET room = 9 WHERE room = 2',
    '`event` is of no room',
  ],
  [
    'another record',
    `UPDATE room SET record = replace(record, 'room-1', 'room-9')`,
    'names another',
  ],
])('[K4] %s is found, and is exit code 1', async (_what, damage, sentence) => {
  const { file, log } = await writeLog();
  await log.close();
  const db = new Database(file);
  db.exec(damage);
  db.close();
  const { code, out } = await lightlag('verify', '--db', file);
  expect(code).toBe(1);
  expect(out).toContain(sentence);
  expect(out).toMatch(/Not sound: \d+ findings?\.\n$/);
});

test('[K4] damage to the file itself is found', async () => {
  const { file, log } = await writeLog();
  await log.close();
  const db = new Database(file);
  const root = `SELECT rootpage FROM sqlite_schema WHERE name = 'event_by_kind'`;
  const page = db.prepare(root).pluck().get() as number;
  const pageBytes = db.pragma('page_size', { simple: true }) as number;
  db.close();
  const bytes = readFileSync(file);
  bytes.fill(0, (page - 1) * pageBytes, page * pageBytes);
  writeFileSync(file, bytes);
  const { code, out, err } = await lightlag('verify', '--db', file);
  expect([code, err]).toEqual([1, '']);
  expect(out).toContain('SQLite: ');
});
