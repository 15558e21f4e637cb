// Keeps what a log must not forget while nobody watches it: that it had more events than it has now,
// and that its time goes on, also when the machine's clock was set back between two runs.
import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Clock } from '../../../shared/time/clock.ts';
import { type RealMs, realMs } from '../../../shared/time/frames.ts';
import { type Mark, openMark, readMark } from './sqlite-mark.ts';

export interface Keeper {
  /** The log's time: never before anything that it has told or stamped, in this run or before. */
  now(): RealMs;
  /** So many events more are in the file, durably. */
  taken(events: number): void;
  /** A room that was written in slices is there now: counts anew. */
  recount(): void;
  close(): void;
}

export interface KeeperOptions {
  readonly file: string;
  /** The machine's. */
  readonly clock: Clock;
  /** Told what an operator should know, a sentence each. */
  tell(sentence: string): void;
}

/** Time is told this far ahead of what the mark beside the file says, real ms. */
const LEASE_MS = 250;
/** A machine's clock that is behind by less is only the lease of a quick restart. */
const BEHIND_MS_MIN = 1000;

/** Throws an error of SQLite, or of the file system. */
export function createKeeper(db: Database.Database, options: KeeperOptions): Keeper {
  const { file, clock, tell } = options;
  const state = readExtent(db);
  const found = readMark(file);
  const known = found && isOf(found, state.first) ? found : undefined;
  if (known && known.events > state.events) {
    startNewEpoch(db);
    tell(
      `${file} has ${state.events} events, and had ${known.events}: it was put back, or has lost its end. Everybody in its rooms is told.`,
    );
  }
  const floor = Math.max(state.newestAt, known?.until ?? -Infinity);
  const offsetMs = Math.ceil(Math.max(0, floor - clock.now()));
  if (offsetMs >= BEHIND_MS_MIN) {
    const seconds = Math.round(offsetMs / 1000);
    tell(`The clock of this machine is ${seconds} s behind that of ${file}, whose time goes on.`);
  }

  const marks = openMark(file);
  let extent = state;
  let until = -Infinity;
  const read = (): RealMs => realMs(clock.now() + offsetMs);
  /** Puts in the mark what is so now, and that time goes on until `to`. */
  const write = (to: number): void => {
    until = to;
    const { first, events } = extent;
    marks.write({ first, events, until: realMs(until) });
  };

  function now(): RealMs {
    const at = read();
    if (at >= until) write(at + LEASE_MS);
    return at;
  }
  now();

  return {
    now,
    taken(more) {
      // Before there was a room there was no name for it either.
      if (extent.first === '') extent = readExtent(db);
      else extent = { ...extent, events: extent.events + more };
      // Written anyway: whoever reads the time next need not.
      write(read() + LEASE_MS);
    },
    recount() {
      extent = readExtent(db);
      write(read() + LEASE_MS);
    },
    close() {
      write(read());
      marks.close();
    },
  };
}

/** A mark of another log is not about this one; one that was made before there were rooms may be. */
export const isOf = (mark: Mark, first: string): boolean =>
  mark.first === first || mark.first === '';

/** Which log it is, and how far it goes. */
export function readExtent(db: Database.Database) {
  const row = db
    .prepare<[], { first: string | null; events: number | null; newestAt: number | null }>(STATE)
    .get();
  const { first = null, events = null, newestAt = null } = row ?? {};
  return { first: first ?? '', events: events ?? 0, newestAt: newestAt ?? -Infinity };
}

/** Every tab that comes back is told that something may be missing, whatever its cursor. */
function startNewEpoch(db: Database.Database): void {
  db.prepare(`UPDATE room SET record = json_set(record, '$.epoch', ?)`).run(randomUUID());
}

/** Without rooms that are being written in slices: they may be swept away. */
const STATE = `
SELECT (SELECT id FROM room WHERE id NOT GLOB '.*' ORDER BY key LIMIT 1) AS first,
  sum(head) AS events, max(newest_at) AS newestAt FROM room WHERE id NOT GLOB '.*'`;
