import { expect, test } from 'vitest';
import { createPace } from '../../../client/state/pace.ts';
import { realMs } from '../../../shared/time/frames.ts';
import { createManualClock } from '../../support/manual-clock.ts';

function createPaced({ isHidden = false } = {}) {
  const clock = createManualClock();
  const draws: { readonly at: number; readonly items: readonly number[] }[] = [];
  const pace = createPace<number>({
    wait: (ms, run) => clock.wakeAt(realMs(clock.now() + ms), run),
    isHidden: () => isHidden,
    draw: (items) => draws.push({ at: clock.now(), items }),
  });
  /** Puts one in every `everyMs` until `count` are in, and lets the clock run on for a second. */
  const pour = async (count: number, everyMs: number) => {
    for (let item = 0; item < count; item++) {
      pace.put([item]);
      // What needs no wait runs as soon as this has returned.
      await Promise.resolve();
      clock.advance(everyMs);
    }
    clock.advance(1000);
  };
  return { clock, draws, pace, pour };
}

test('[U21] what comes now and then is drawn within 10 ms', async () => {
  const { draws, pour } = createPaced();
  await pour(50, 20);
  expect(draws.map(({ items }) => items)).toEqual(Array.from({ length: 50 }, (_, n) => [n]));
  for (const [n, { at }] of draws.entries()) expect(at - 20 * n).toBeLessThanOrEqual(10);
});

test('[U21] a flood is drawn at most four times a second, whole and in order', async () => {
  const { draws, pour } = createPaced();
  await pour(10_000, 1);
  expect(draws.flatMap(({ items }) => items)).toEqual(Array.from({ length: 10_000 }, (_, n) => n));
  for (let second = 1; second < 10; second++) {
    const within = draws.filter(({ at }) => at >= 1000 * second && at < 1000 * (second + 1));
    expect(within.length).toBeLessThanOrEqual(4);
    expect(within.length).toBeGreaterThanOrEqual(3);
  }
});

test('[U21] after a flood what comes is drawn at once again, but for the first', async () => {
  const { draws, pour } = createPaced();
  await pour(2000, 1);
  const before = draws.length;
  await pour(20, 100);
  const [first, ...others] = draws.slice(before).map(({ items }) => items.length);
  expect(first).toBeLessThanOrEqual(3);
  expect(others.every((count) => count === 1)).toBe(true);
  expect(draws.slice(before).flatMap(({ items }) => items)).toHaveLength(20);
});

test('[U21] while nobody looks it is drawn five times a second', async () => {
  const { draws, pour } = createPaced({ isHidden: true });
  await pour(100, 10);
  expect(draws.map(({ at }) => at)).toEqual([200, 400, 600, 800, 1000]);
});

test('[U21] a page that comes draws what is held at once; what is dropped is never drawn', () => {
  const { clock, draws, pace } = createPaced();
  pace.put([1, 2]);
  pace.flush();
  pace.put([3]);
  pace.drop();
  clock.advance(1000);
  expect(draws.flatMap(({ items }) => items)).toEqual([1, 2]);
});
