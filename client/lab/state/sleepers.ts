// Workers that block on demand: each one a thread of its own.

import { CannotWait } from '../workers/sleep-blocking.ts';
import type { SleepAnswer } from '../workers/sleep-worker.ts';
import { hire } from './hands.ts';

export interface Sleepers {
  /** Lets a free worker block for `ms`. Rejects with CannotWait. */
  sleep(ms: number): Promise<void>;
}

const makeSleeper = (): Worker =>
  new Worker(new URL('../workers/sleep-worker.ts', import.meta.url), { type: 'module' });

/** Starts so many workers and waits until they stand ready. They end with `signal`. */
export async function createSleepers(count: number, signal: AbortSignal): Promise<Sleepers> {
  const hands = await hire(count, makeSleeper, signal);
  return {
    async sleep(ms) {
      const answer = (await hands.ask(ms)) as SleepAnswer;
      if (!answer.ok) throw new CannotWait(answer.why);
    },
  };
}
