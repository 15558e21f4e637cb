// A small event loop with the rules of Python's asyncio: coroutines are lazy, tasks start at the next
// turn of the loop, gather answers in the order of its arguments. About as much of it as breakfast needs.
import type { Dispose } from '../../../shared/time/clock.ts';
import { type Awaitable, type Coroutine, Future } from './future.ts';

/** Calls `run` once, `ms` from now, never earlier. */
export type SetTimer = (ms: number, run: () => void) => Dispose;

export interface Loop {
  /** Runs a coroutine to its end. The browser cannot stand still for it: so a promise. */
  run<Value>(main: Coroutine<Value>): Promise<Value>;
  /** Puts a coroutine on the loop's list; it starts at the next turn, not now. */
  createTask<Value>(coroutine: Coroutine<Value>): Future<Value>;
  /** Runs all at once. The values come in the order of the arguments; the first error ends it. */
  gather<Value>(awaitables: readonly Awaitable<Value>[]): Future<readonly Value[]>;
  /** A coroutine like any other: the time runs from when it is awaited. */
  sleep(ms: number): Coroutine<void>;
  /** Awaits what the world outside the loop will answer; `start` is called when it is awaited. */
  outside<Value>(start: () => Promise<Value>): Coroutine<Value>;
  /** Notes each coroutine object that `make` gives, for `neverStarted`. */
  define<Inputs extends readonly unknown[], Value>(
    make: (...inputs: Inputs) => Coroutine<Value>,
  ): (...inputs: Inputs) => Coroutine<Value>;
  /** How many noted coroutine objects have never been started. */
  neverStarted(): number;
  /** Lets go of everything: timers, and coroutines in the middle of their work. Idempotent. */
  stop(): void;
}

export function createLoop(setTimer: SetTimer): Loop {
  const ready: (() => void)[] = [];
  const running = new Set<Coroutine<unknown>>();
  const timers = new Set<Dispose>();
  let sleeping = 0;
  let isTurning = false;
  let isStopped = false;

  function soon(run: () => void): void {
    ready.push(run);
    if (isTurning || isStopped) return;
    isTurning = true;
    queueMicrotask(() => {
      for (let next = ready.shift(); next && !isStopped; next = ready.shift()) next();
      isTurning = false;
    });
  }

  function step<Value>(coroutine: Coroutine<Value>, task: Future<Value>): void {
    if (isStopped) return;
    try {
      const paused = coroutine.next();
      if (paused.done) end(coroutine, task, { value: paused.value });
      else paused.value.onDone(() => soon(() => step(coroutine, task)));
    } catch (error) {
      end(coroutine, task, { error });
    }
  }

  function end<Value>(
    coroutine: Coroutine<Value>,
    task: Future<Value>,
    outcome: { value: Value } | { error: unknown },
  ): void {
    running.delete(coroutine);
    task.settle(outcome);
  }

  function createTask<Value>(coroutine: Coroutine<Value>): Future<Value> {
    const task = new Future<Value>();
    running.add(coroutine);
    soon(() => step(coroutine, task));
    return task;
  }

  return {
    createTask,
    run(main) {
      const task = createTask(main);
      return new Promise((resolve, reject) => {
        task.onDone(() => {
          try {
            resolve(task.result());
          } catch (error) {
            reject(error);
          }
        });
      });
    },
    gather(awaitables) {
      const tasks = awaitables.map((one) => (one instanceof Future ? one : createTask(wrap(one))));
      return gatherTasks(tasks);
    },
    *sleep(ms) {
      const awake = new Future<void>();
      const stop = setTimer(ms, () => {
        timers.delete(stop);
        awake.settle({ value: undefined });
      });
      timers.add(stop);
      yield* awake;
    },
    *outside<Value>(start: () => Promise<Value>): Coroutine<Value> {
      const answer = new Future<Value>();
      start().then(
        (value) => answer.settle({ value }),
        (error: unknown) => answer.settle({ error }),
      );
      return yield* answer;
    },
    define(make) {
      return (...inputs) => {
        sleeping += 1;
        const made = make(...inputs);
        return (function* noted() {
          sleeping -= 1;
          return yield* made;
        })();
      };
    },
    neverStarted: () => sleeping,
    stop() {
      isStopped = true;
      for (const stop of timers) stop();
      for (const coroutine of running) coroutine.return(undefined);
      timers.clear();
      running.clear();
    },
  };
}

function* wrap<Value>(awaitable: Awaitable<Value>): Coroutine<Value> {
  return yield* awaitable;
}

function gatherTasks<Value>(tasks: readonly Future<Value>[]): Future<readonly Value[]> {
  const all = new Future<readonly Value[]>();
  const look = (): void => {
    try {
      for (const task of tasks) if (task.isDone) task.result();
      if (tasks.every(({ isDone }) => isDone))
        all.settle({ value: tasks.map((task) => task.result()) });
    } catch (error) {
      all.settle({ error });
    }
  };
  for (const task of tasks) task.onDone(look);
  look();
  return all;
}
