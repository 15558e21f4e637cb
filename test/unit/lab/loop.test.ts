import { expect, it } from 'vitest';
import type { Coroutine } from '../../../client/lab/python/future.ts';
import { createLoop } from '../../../client/lab/python/loop.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { settle } from '../../support/settle.ts';

/** A loop on a clock that a test moves, and a diary of who did what when. */
function begin() {
  const clock = createManualClock();
  const loop = createLoop((ms, run) => clock.wakeAt((clock.now() + ms) as never, run));
  const diary: string[] = [];
  function* make(name: string, ms: number): Coroutine<string> {
    diary.push(`${name} starts at ${clock.now()}`);
    yield* loop.sleep(ms);
    diary.push(`${name} ends at ${clock.now()}`);
    return name;
  }
  /** Moves time on until nothing waits any more; answers with the time that took. */
  const untilQuiet = async (): Promise<number> => {
    await settle();
    while (clock.pending > 0) {
      clock.advance(1);
      await settle(1);
    }
    return clock.now();
  };
  return { clock, loop, diary, make, untilQuiet };
}

it('[B1] a coroutine is lazy: calling it runs nothing', async () => {
  const { diary, make, untilQuiet } = begin();
  make('coffee', 30);
  await untilQuiet();
  expect(diary).toEqual([]);
});

it('[B1] called first and awaited later, the times still add up', async () => {
  const { loop, diary, make, untilQuiet } = begin();
  const main = function* (): Coroutine<string[]> {
    const coffee = make('coffee', 30);
    const bagel = make('bagel', 20);
    return [yield* coffee, yield* bagel];
  };
  const made = loop.run(main());
  expect(await untilQuiet()).toBe(50);
  expect(await made).toEqual(['coffee', 'bagel']);
  expect(diary[2]).toBe('bagel starts at 30');
});

it('[B1] gather runs all at once and answers in the order of its arguments', async () => {
  const { loop, diary, make, untilQuiet } = begin();
  const main = function* (): Coroutine<readonly string[]> {
    return yield* loop.gather([make('coffee', 30), make('bagel', 20)]);
  };
  const made = loop.run(main());
  expect(await untilQuiet()).toBe(30);
  expect(await made).toEqual(['coffee', 'bagel']);
  expect(diary.slice(2)).toEqual(['bagel ends at 20', 'coffee ends at 30']);
});

it('[B1] a task starts at the next turn of the loop, without being awaited', async () => {
  const { loop, diary, make, untilQuiet } = begin();
  const main = function* (): Coroutine<string[]> {
    const coffee = loop.createTask(make('coffee', 30));
    const bagel = loop.createTask(make('bagel', 20));
    diary.push('both made');
    return [yield* coffee, yield* bagel];
  };
  const made = loop.run(main());
  expect(await untilQuiet()).toBe(30);
  expect(await made).toEqual(['coffee', 'bagel']);
  expect(diary[0]).toBe('both made');
});

it('[B1] what is not awaitable cannot be awaited', async () => {
  const { loop } = begin();
  const main = function* (): Coroutine<void> {
    yield* undefined as unknown as Coroutine<void>;
  };
  await expect(loop.run(main())).rejects.toThrow(TypeError);
});

it('[B1] an error in one of a gather comes out of the gather', async () => {
  const { loop, make, untilQuiet } = begin();
  const fail = function* (): Coroutine<string> {
    yield* loop.sleep(5);
    throw new Error('burnt');
  };
  const main = function* (): Coroutine<readonly string[]> {
    return yield* loop.gather([make('coffee', 30), fail()]);
  };
  const made = expect(loop.run(main())).rejects.toThrow('burnt');
  await untilQuiet();
  await made;
});

it('[B1] coroutines that were never started are counted', async () => {
  const { loop, make, untilQuiet } = begin();
  const defined = loop.define(make);
  const main = function* (): Coroutine<string> {
    defined('coffee', 30);
    return yield* defined('bagel', 20);
  };
  void loop.run(main());
  await untilQuiet();
  expect(loop.neverStarted()).toBe(1);
});

it('[B9] a stopped loop leaves no timer behind and lets its coroutines clean up', async () => {
  const { clock, loop, diary } = begin();
  const main = function* (): Coroutine<void> {
    try {
      yield* loop.sleep(30);
    } finally {
      diary.push('cleaned up');
    }
  };
  void loop.run(main());
  await settle();
  loop.stop();
  loop.stop();
  expect([clock.pending, diary]).toEqual([0, ['cleaned up']]);
});
