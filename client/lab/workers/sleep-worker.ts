// A thread of its own that blocks for as long as it is told, and says when.
import { sleepBlocking } from './sleep-blocking.ts';

export type SleepAnswer = { readonly ok: true } | { readonly ok: false; readonly why: string };

addEventListener('message', ({ data: ms }: MessageEvent<number>) => {
  try {
    sleepBlocking(ms);
    postMessage({ ok: true } satisfies SleepAnswer);
  } catch (error) {
    postMessage({ ok: false, why: (error as Error).message } satisfies SleepAnswer);
  }
});

postMessage('ready');
