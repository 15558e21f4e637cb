// Opens the file of a log and makes sure of what the log promises: a write-ahead log whose commits
// reach the disk, in a file that is ours and that this program understands.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { LogOpenError } from './open-error.ts';
import { APPLICATION_ID, FROM_1, SCHEMA, SCHEMA_VERSION } from './sqlite-schema.ts';

/**
 * How long a write waits for another process, real ms. Short, because the event loop waits with it;
 * only a backup or a curious `sqlite3` should ever hold the lock.
 */
const BUSY_MS = 200;

/** `synchronous` = FULL: each commit is on the disk. better-sqlite3's default in WAL mode loses some. */
const FULL = 2;

/**
 * SQLite's defaults (2 MB, 1000 pages) made a busy log read its own indexes back and copy the same
 * pages over and over: half the events per second in bench/append.ts. A checkpoint copies up to 16 MB.
 */
const CACHE_KIB = 65_536;
const CHECKPOINT_PAGES = 4000;

/** Opens or makes the file, and its folder. Throws LogOpenError. */
export function openDatabase(file: string, fileBytesMax: number): Database.Database {
  makeFolder(file);
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: BUSY_MS });
    requireOurs(file, db);
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
      throw new LogOpenError(`The file system of ${file} does not support a write-ahead log.`);
    }
    db.pragma('synchronous = FULL');
    const synchronous = db.pragma('synchronous', { simple: true });
    if (synchronous !== FULL) {
      throw new LogOpenError(`SQLite does not sync ${file} fully (synchronous = ${synchronous}).`);
    }
    db.pragma('foreign_keys = ON');
    // What is let go of is overwritten, not only unlinked.
    db.pragma('secure_delete = ON');
    db.pragma(`cache_size = -${CACHE_KIB}`);
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    const pageBytes = Number(db.pragma('page_size', { simple: true }));
    const pagesMax = Math.min(Math.floor(fileBytesMax / pageBytes), 0xfffffffe);
    db.pragma(`max_page_count = ${pagesMax}`);
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    throw error instanceof LogOpenError ? error : explain(file, error);
  }
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    throw new LogOpenError(`The folder of ${file} cannot be made.`, { cause });
  }
}

/** Throws LogOpenError for the database of another program or of a newer version of this one. */
export function requireOurs(file: string, db: Database.Database): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  const application = db.pragma('application_id', { simple: true });
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (application !== APPLICATION_ID && (tables !== 0 || version !== 0)) {
    throw new LogOpenError(`${file} is a database of another program.`);
  }
  if (version > SCHEMA_VERSION) {
    throw new LogOpenError(
      `${file} was written by a newer version of Lightlag (schema ${version}, this one knows ${SCHEMA_VERSION}).`,
    );
  }
}

function migrate(db: Database.Database): void {
  db.transaction(() => {
    const version = db.pragma('user_version', { simple: true });
    if (version === SCHEMA_VERSION) {
      // A write that changes nothing: a file that cannot be written is found now, not at the first event.
      db.pragma(`user_version = ${SCHEMA_VERSION}`);
      return;
    }
    db.exec(version === 1 ? FROM_1 : SCHEMA);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  }).immediate();
}

/** The sentence for an error of SQLite, by the codes of https://www.sqlite.org/rescode.html. */
export function explain(file: string, cause: unknown): LogOpenError {
  const code = cause instanceof Database.SqliteError ? cause.code : '';
  if (code === 'SQLITE_NOTADB') return new LogOpenError(`${file} is not a database.`, { cause });
  if (code.startsWith('SQLITE_READONLY')) {
    return new LogOpenError(`${file} is read-only.`, { cause });
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    return new LogOpenError(`${file} cannot be opened or made: is its folder writable?`, { cause });
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new LogOpenError(`${file} is in use by another program.`, { cause });
  }
  if (code === 'SQLITE_FULL') return new LogOpenError(`The disk of ${file} is full.`, { cause });
  return new LogOpenError(`${file} cannot be opened: ${String(cause)}`, { cause });
}
