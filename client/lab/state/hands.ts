// Workers that stand ready, each for one task, and end with the run.
import { CannotWait } from '../workers/sleep-blocking.ts';

export interface Hands {
  /** Gives a free worker its one task and answers with what it says. */
  ask(task: number): Promise<unknown>;
}

/** `make` starts one worker; it says a first word when it stands ready. All end with `signal`. */
export async function hire(count: number, make: () => Worker, signal: AbortSignal): Promise<Hands> {
  const workers = Array.from({ length: count }, make);
  const free = [...workers];
  signal.addEventListener('abort', () => {
    for (const worker of workers) worker.terminate();
  });
  await Promise.all(workers.map((worker) => nextMessage(worker, signal)));
  return {
    async ask(task) {
      const worker = free.shift();
      if (!worker) throw new CannotWait('There is no free worker left.');
      const answer = nextMessage(worker, signal);
      worker.postMessage(task);
      return await answer;
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
