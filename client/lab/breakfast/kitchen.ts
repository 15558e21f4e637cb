// What the breakfasts are made with: the sleeps of both languages. Each one notes its span.
import { markBlocked } from '../../instruments/blocked-marks.ts';
import type { Coroutine } from '../python/future.ts';
import { createLoop, type Loop } from '../python/loop.ts';
import type { Context } from '../state/play.ts';
import type { Sleepers } from '../state/sleepers.ts';
import { setTimer } from '../state/timer.ts';
import { sleepBlocking as hold } from '../workers/sleep-blocking.ts';

/** For the JavaScript listings. Times in seconds, as in the lesson. */
export interface JavaScriptKitchen {
  /** A promise. The time runs from the call. */
  sleep(seconds: number, who: string): Promise<void>;
  /** Holds the thread of the page. */
  sleepBlocking(seconds: number, who: string): void;
  /** A promise for a worker that holds its own thread. */
  sleepInWorker(seconds: number, who: string): Promise<void>;
}

/** For the Python programs: `asyncio` is our small loop, `await` is `yield*`. */
export interface PythonKitchen {
  readonly time: { sleep(seconds: number, who: string): undefined };
  readonly asyncio: Pick<Loop, 'run' | 'gather' | 'createTask' | 'define' | 'neverStarted'> & {
    sleep(seconds: number, who: string): Coroutine<void>;
    sleepInThread(seconds: number, who: string): Coroutine<void>;
  };
}

export interface Kitchens {
  readonly javascript: JavaScriptKitchen;
  readonly python: PythonKitchen;
  /** Resolves when no sleep is under way any more. */
  quiet(): Promise<unknown>;
}

/** `sleepers`: as many as there are tasks, if they are to sleep on threads of their own. */
export function openKitchens({ recording, signal }: Context, sleepers: Sleepers): Kitchens {
  const underWay = new Set<Promise<unknown>>();
  const loop = createLoop(setTimer);
  signal.addEventListener('abort', () => loop.stop());

  function sleepBlocking(seconds: number, who: string): undefined {
    const end = recording.begin({ lane: who, kind: 'frozen', label: 'blocks' });
    try {
      markBlocked('waiting', () => hold(1000 * seconds));
    } finally {
      end();
    }
  }

  async function sleep(seconds: number, who: string): Promise<void> {
    const end = recording.begin({ lane: who, kind: 'waiting', label: 'waits' });
    await new Promise<void>((resolve, reject) => {
      const stop = setTimer(1000 * seconds, resolve);
      signal.addEventListener('abort', () => {
        stop();
        reject(signal.reason);
      });
    }).finally(end);
  }

  const sleepInWorker = (seconds: number, who: string): Promise<void> =>
    sleepElsewhere({ seconds, who, sleepers, recording });

  const noting =
    (run: (seconds: number, who: string) => Promise<void>) =>
    (seconds: number, who: string): Promise<void> => {
      const promise = run(seconds, who);
      underWay.add(promise);
      promise.catch(() => undefined).finally(() => underWay.delete(promise));
      return promise;
    };

  return {
    javascript: { sleep: noting(sleep), sleepBlocking, sleepInWorker: noting(sleepInWorker) },
    python: {
      time: { sleep: sleepBlocking },
      asyncio: {
        ...loop,
        *sleep(seconds, who) {
          const end = recording.begin({ lane: who, kind: 'waiting', label: 'waits' });
          try {
            yield* loop.sleep(1000 * seconds);
          } finally {
            end();
          }
        },
        sleepInThread: (seconds, who) => loop.outside(() => sleepInWorker(seconds, who)),
      },
    },
    quiet: () => Promise.allSettled(underWay),
  };
}

async function sleepElsewhere(order: {
  seconds: number;
  who: string;
  sleepers: Sleepers;
  recording: Context['recording'];
}): Promise<void> {
  const { seconds, who, sleepers, recording } = order;
  const end = recording.begin({ lane: who, kind: 'frozen', label: 'its own thread' });
  await sleepers.sleep(1000 * seconds).finally(end);
}
