// A SQLite log to be read from end to end and never written, also beside a server that writes it.
import Database from 'better-sqlite3';
import type { BackupSource } from './backup.ts';
import type { LoggedEvent, RoomRecord } from './event-log.ts';
import { explain, requireOurs } from './sqlite-open.ts';
import { COLUMNS, type EventRow, toEvent } from './sqlite-statements.ts';

/** Calls `use` with the log as it is now; what is written meanwhile is not in it. Throws LogOpenError. */
export async function withSqliteSource<T>(
  file: string,
  use: (source: BackupSource) => Promise<T>,
): Promise<T> {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    requireOurs(file, db);
    // A transaction that ends by closing: one moment of the log, however long the reading takes.
    db.exec('BEGIN');
    return await use(createSource(db));
  } catch (error) {
    throw error instanceof Database.SqliteError ? explain(file, error) : error;
  } finally {
    db?.close();
  }
}

function createSource(db: Database.Database): BackupSource {
  const inRoom = '(SELECT key FROM room WHERE id = ?)';
  const rooms = db.prepare<[], string>(
    "SELECT record FROM room WHERE id NOT GLOB '.*' ORDER BY key",
  );
  const members = db.prepare<[string], { id: string; tokenHash: string }>(
    `SELECT id, token_hash AS tokenHash FROM member WHERE room = ${inRoom}`,
  );
  const events = db.prepare<[string], EventRow>(
    `SELECT ${COLUMNS} FROM event WHERE room = ${inRoom} ORDER BY position`,
  );
  return {
    rooms: () =>
      rooms
        .pluck()
        .all()
        .map((text) => JSON.parse(text) as RoomRecord),
    members: (room) => members.all(room),
    *events(room): Iterable<LoggedEvent> {
      for (const row of events.iterate(room)) yield toEvent(row);
    },
  };
}
