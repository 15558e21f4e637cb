// Workers that block on demand: each one a thread of its own.
import { CannotWait } from '../workers/sleep-blocking.ts';
import type { SleepAnswer } from '../workers/sleep-worker.ts';

export interface Sleepers {
  /** Lets a free worker block for `ms`. Rejects with CannotWait. */
  sleep(ms: number): Promise<void>;
}

/** Starts so many workers and waits until they stand ready. They end with `signal`, or unused ones never were. */
export async function createSleepers(count: number, signal: AbortSignal): Promise<Sleepers> {
  const workers = Array.from({ length: count }, () => {
    return new Worker(new URL('../workers/sleep-worker.ts', import.meta.url), { type: 'module' });
  });
  const free = [...workers];
  signal.addEventListener('abort', () => {
    for (const worker of workers) worker.terminate();
  });
  await Promise.all(workers.map((worker) => nextMessage(worker, signal)));
  return {
    async sleep(ms) {
      const worker = free.shift();
      if (!worker) throw new CannotWait('There is no free worker left.');
      worker.postMessage(ms);
      const answer = (await nextMessage(worker, signal)) as SleepAnswer;
      worker.terminate();
      if (!answer.ok) throw new CannotWait(answer.why);
    },
  };
}

function nextMessage(worker: Worker, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data), { once: true });
    worker.addEventListener('error', () => reject(new CannotWait('A worker could not start.')), {
      once: true,
    });
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
