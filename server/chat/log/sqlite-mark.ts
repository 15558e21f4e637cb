// What a log knows of itself outside of its file, in a small file beside it: how many events it has taken,
// and up to when its clock has been read. A file that was put back from a backup does not know either.
import { closeSync, fdatasync, openSync, readFileSync, writeSync } from 'node:fs';
import { type RealMs, realMs } from '../../../shared/time/frames.ts';

export interface Mark {
  /** Whose mark it is: the id of the log's first room; '' while it has none. */
  readonly first: string;
  /** Events taken, over all rooms. */
  readonly events: number;
  /** No time at or after this one has been told to anybody. */
  readonly until: RealMs;
}

export interface MarkFile {
  /** Puts a mark in the place of the last one. At once for this machine, on the disk soon after. */
  write(mark: Mark): void;
  close(): void;
}

/** Bytes of the file, always: it is written in one piece, within one sector. */
const BYTES = 256;
/** Real ms between two waits for the disk. An older mark notices less, and is never wrong. */
const SYNC_EVERY_MS = 1000;

const markFileOf = (file: string): string => `${file}-mark`;

/** The mark beside a log; undefined if there is none, or none that can be read. */
export function readMark(file: string): Mark | undefined {
  try {
    const { first, events, until } = JSON.parse(readFileSync(markFileOf(file), 'utf8')) as Mark;
    const isMark = typeof first === 'string' && Number.isInteger(events) && Number.isFinite(until);
    return isMark ? { first, events, until: realMs(until) } : undefined;
  } catch {
    return undefined; // The first start, or a torn write in a power cut: as if there were none.
  }
}

/** Throws the error of the file system when the file cannot be made. */
export function openMark(file: string): MarkFile {
  // Made if need be, neither emptied nor only appended to: no mode of `open` says so by itself.
  closeSync(openSync(markFileOf(file), 'a'));
  const target = openSync(markFileOf(file), 'r+');
  let syncedAt = -Infinity;
  let isSyncing = false;
  let isClosed = false;

  function sync(): void {
    const now = performance.now();
    if (isSyncing || now < syncedAt + SYNC_EVERY_MS) return;
    isSyncing = true;
    syncedAt = now;
    fdatasync(target, () => {
      isSyncing = false;
      if (isClosed) closeSync(target);
    });
  }

  return {
    write(mark) {
      try {
        writeSync(target, `${JSON.stringify(mark).padEnd(BYTES - 1)}\n`, 0);
      } catch {
        return; // A disk with an error has said so to the log itself; an older mark stays.
      }
      sync();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      if (!isSyncing) closeSync(target);
    },
  };
}
