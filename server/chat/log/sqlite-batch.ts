// All writes of one turn of the event loop, over all rooms, in one transaction: one wait for the disk
// instead of one per event. Nobody hears of success before the commit.
import Database from 'better-sqlite3';
import { LogUnavailable } from './event-log.ts';

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

interface Job {
  write(): void;
  settle(): void;
  reject(error: unknown): void;
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
  let timer: NodeJS.Immediate | undefined;
  let isClosed = false;
  const commit = db.transaction((jobs: readonly Job[]) => {
    begin();
    for (const job of jobs) job.write();
    end();
  });

  function flush(): void {
    clearImmediate(timer);
    timer = undefined;
    const jobs = waiting;
    waiting = [];
    if (jobs.length === 0) return;
    try {
      commit.immediate(jobs);
    } catch (cause) {
      const isFull = cause instanceof Database.SqliteError && cause.code === 'SQLITE_FULL';
      const error = new LogUnavailable('The log could not write.', { cause, isFull });
      for (const job of jobs) job.reject(error);
      return;
    }
    committed();
    for (const job of jobs) job.settle();
  }

  return {
    add(write, publish) {
      if (isClosed) return Promise.reject(new LogUnavailable('The log is closed.'));
      timer ??= setImmediate(flush);
      return new Promise((resolve, reject) => {
        waiting.push(createJob({ write, publish, resolve, reject }));
      });
    },
    close() {
      isClosed = true;
      flush();
    },
  };
}

function createJob<T>(options: {
  write: () => T;
  publish: ((result: T) => Promise<unknown> | undefined) | undefined;
  resolve: (result: T) => void;
  reject: (error: unknown) => void;
}): Job {
  const { write, publish, resolve, reject } = options;
  let outcome: { ok: true; result: T } | { ok: false; error: unknown } | undefined;
  return {
    write() {
      try {
        outcome = { ok: true, result: write() };
      } catch (error) {
        if (error instanceof Database.SqliteError) throw error;
        outcome = { ok: false, error };
      }
    },
    settle() {
      if (!outcome?.ok) return reject(outcome?.error);
      const { result } = outcome;
      const pending = publish?.(result);
      if (pending) void pending.then(() => resolve(result), reject);
      else resolve(result);
    },
    reject,
  };
}
