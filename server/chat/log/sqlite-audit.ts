// Looks through a whole SQLite log without changing it, also while a server writes it: SQLite's own
// check of the file, then every room event by event.
import Database from 'better-sqlite3';
import { auditRoom } from './audit.ts';
import type { LoggedEvent, RoomRecord } from './event-log.ts';
import { LogOpenError } from './open-error.ts';
import { isOf, readExtent } from './sqlite-keeper.ts';
import { type Mark, readMark } from './sqlite-mark.ts';
import { explain, requireOurs } from './sqlite-open.ts';
import { COLUMNS, type EventRow, toEvent } from './sqlite-statements.ts';

export interface Audit {
  readonly rooms: number;
  readonly events: number;
  /** What is wrong, a sentence each; empty: the log is whole. */
  readonly wrong: readonly string[];
}

/** Events read at a time. */
const PAGE = 5000;

/** Throws LogOpenError when the file is no log that this program can read. */
export function auditSqliteLog(file: string): Audit {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    requireOurs(file, db);
    // Before the rest: a server may be writing, and its mark follows its commits.
    const mark = readMark(file);
    // One transaction, ended by closing: what a server writes meanwhile is not half seen.
    db.exec('BEGIN');
    return audit(db, mark);
  } catch (error) {
    throw error instanceof LogOpenError ? error : explain(file, error);
  } finally {
    db?.close();
  }
}

function audit(db: Database.Database, mark: Mark | undefined): Audit {
  const wrong: string[] = [];
  let rooms = 0;
  let events = 0;
  try {
    for (const { integrity_check: said } of db.pragma('integrity_check') as Check[]) {
      if (said !== 'ok') wrong.push(`SQLite: ${said}.`);
    }
    const { first, events: present } = readExtent(db);
    if (mark && isOf(mark, first) && mark.events > present) {
      wrong.push(`By the mark beside it, it had ${mark.events} events; ${present} are there.`);
    }
    const strays = db.prepare(STRAYS).pluck();
    for (const table of strays.all() as string[])
      wrong.push(`A row of \`${table}\` is of no room.`);
    for (const room of db.prepare<[], RoomRow>(ROOMS).all()) {
      rooms++;
      events += auditOne(db, room, wrong);
    }
  } catch (error) {
    // A damaged page: what lies behind it cannot be told.
    if (!(error instanceof Database.SqliteError)) throw error;
    wrong.push(`SQLite: ${error.message}.`);
  }
  return { rooms, events, wrong };
}

function auditOne(db: Database.Database, room: RoomRow, wrong: string[]): number {
  const record = JSON.parse(room.record) as RoomRecord;
  if (record.id !== room.id) {
    wrong.push(`Room ${room.id}: Its record names another room.`);
    return 0;
  }
  const check = auditRoom(record);
  let count = 0;
  let newestAt: number | null = null;
  for (const page of pagesOf(db, room.key)) {
    for (const event of page) wrong.push(...check.take(event));
    count += page.length;
    newestAt = page.at(-1)?.at ?? newestAt;
  }
  wrong.push(...check.end(room.head));
  if (newestAt !== room.newest_at) {
    wrong.push(`Room ${room.id}: Expected its newest stamp as ${room.newest_at}, got ${newestAt}.`);
  }
  return count;
}

/** All events of a room as they lie in the table, whatever the indexes say; also beyond its head. */
function* pagesOf(db: Database.Database, room: number): Iterable<readonly LoggedEvent[]> {
  const page = db.prepare<[number, number], EventRow>(
    `SELECT ${COLUMNS} FROM event WHERE room = ? AND position > ? ORDER BY position LIMIT ${PAGE}`,
  );
  for (let position = -Infinity; ; ) {
    const rows = page.all(room, position);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toEvent);
    position = last.position;
  }
}

interface Check {
  readonly integrity_check: string;
}

interface RoomRow {
  readonly key: number;
  readonly id: string;
  readonly head: number;
  readonly newest_at: number | null;
  readonly record: string;
}

const ROOMS = "SELECT key, id, head, newest_at, record FROM room WHERE id NOT GLOB '.*'";

const STRAYS = `
SELECT 'event' FROM event WHERE room NOT IN (SELECT key FROM room)
UNION SELECT 'member' FROM member WHERE room NOT IN (SELECT key FROM room)`;
