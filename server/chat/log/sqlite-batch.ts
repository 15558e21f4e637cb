// All writes of one turn of the event loop, over all rooms, in one transaction: one wait for the disk
// instead of one per event. Right after a commit the next turns gather theirs too. Nobody hears of success
// before the commit.
import Database from 'better-sqlite3';
import { LogUnavailable } from './event-log.ts';

/**
 * Real ms after a commit of a few in which the next ones gather: so many times as long as it took, and
 * none if that is less than a timer can tell. Who writes now and then does not wait, nor who writes much.
 */
const REST_TIMES = 3;
const REST_MS_MIN = 1;
const REST_MS_MAX = 4;
const FEW = 16;

export interface Batch {
  /**
   * Does `write` in the next transaction and resolves with its result after the commit. A `write`
   * that throws must do so before it changes anything: only an error of SQLite rolls the batch back
   * and rejects all of it with LogUnavailable. `publish` runs after the commit, before the promise
   * resolves, which waits for what it returns.
   */
  add<T>(write: () => T, publish?: (result: T) => Promise<unknown> | undefined): Promise<T>;
  /** Does at once what waits, and refuses from then on. */
  close(): void;
}

interface Job<T = unknown> {
  readonly write: () => T;
  readonly publish: ((result: T) => Promise<unknown> | undefined) | undefined;
  readonly resolve: (result: T) => void;
  readonly reject: (error: unknown) => void;
  /** Of `write`, when it has run. */
  result: T | undefined;
  /** What `write` threw. */
  error: unknown;
}

/**
 * `begin` and `end` run first and last in every transaction; what they throw rolls it back. `committed`
 * runs after it, before anybody hears of success.
 */
export function createBatch(
  db: Database.Database,
  { begin, end, committed }: { begin(): void; end(): void; committed(): void },
): Batch {
  let waiting: Job[] = [];
  let cancel: (() => void) | undefined;
  let restUntil = -Infinity;
  let isClosed = false;
  const commit = db.transaction((jobs: readonly Job[]) => {
    begin();
    for (const job of jobs) write(job);
    end();
  });

  /** Has `flush` run soon; gives what undoes it. */
  function plan(): () => void {
    const restMs = restUntil - performance.now();
    if (restMs > 0) {
      const timer = setTimeout(flush, Math.ceil(restMs));
      return () => clearTimeout(timer);
    }
    const immediate = setImmediate(flush);
    return () => clearImmediate(immediate);
  }

  function flush(): void {
    cancel?.();
    cancel = undefined;
    const jobs = waiting;
    waiting = [];
    if (jobs.length === 0) return;
    try {
      const began = performance.now();
      commit.immediate(jobs);
      const ended = performance.now();
      restUntil = ended + restAfter(jobs.length, ended - began);
    } catch (cause) {
      const isFull = cause instanceof Database.SqliteError && cause.code === 'SQLITE_FULL';
      const error = new LogUnavailable('The log could not write.', { cause, isFull });
      for (const job of jobs) job.reject(error);
      return;
    }
    committed();
    for (const job of jobs) settle(job);
  }

  return {
    add<T>(write: () => T, publish?: (result: T) => Promise<unknown> | undefined) {
      if (isClosed) return Promise.reject(new LogUnavailable('The log is closed.'));
      cancel ??= plan();
      return new Promise<T>((resolve, reject) => {
        const job = { write, publish, resolve, reject, result: undefined, error: undefined };
        waiting.push(job as Job<T> as Job);
      });
    },
    close() {
      isClosed = true;
      flush();
    },
  };
}

/** For how long the next commit gathers after one of so many that took so long. */
function restAfter(jobs: number, tookMs: number): number {
  const restMs = Math.min(REST_TIMES * tookMs, REST_MS_MAX);
  return jobs < FEW && tookMs <= REST_MS_MAX && restMs >= REST_MS_MIN ? restMs : 0;
}

function write(job: Job): void {
  try {
    job.result = job.write();
  } catch (error) {
    if (error instanceof Database.SqliteError) throw error;
    job.error = error;
  }
}

function settle({ publish, resolve, reject, result, error }: Job): void {
  if (error !== undefined) {
    reject(error);
    return;
  }
  const pending = publish?.(result);
  if (pending) void pending.then(() => resolve(result), reject);
  else resolve(result);
}
