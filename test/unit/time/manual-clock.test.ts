// The clock of the tests keeps the contract of shared/time/clock.ts, or no test means anything.
import { expect, test } from 'vitest';
import { realMs } from '../../../shared/time/frames.ts';
import { createManualClock } from '../../support/manual-clock.ts';

test('[T1] wake-ups run in the order of their times, each at its own time', () => {
  const clock = createManualClock(1000);
  const seen: [string, number][] = [];
  const note = (name: string) => () => void seen.push([name, clock.now()]);
  clock.wakeAt(realMs(1300), note('c'));
  clock.wakeAt(realMs(1100), note('a'));
  clock.wakeAt(realMs(1300), note('d'));
  clock.wakeAt(realMs(1200.5), note('b'));
  clock.wakeAt(realMs(1301), note('later'));
  clock.wakeAt(realMs(Infinity), note('never'));
  clock.advance(300);
  expect(seen).toEqual([
    ['a', 1100],
    ['b', 1200.5],
    ['c', 1300],
    ['d', 1300],
  ]);
  expect([clock.now(), clock.pending]).toEqual([1300, 2]);
});

test('[T1] a wake-up set by another one runs too when it falls due', () => {
  const clock = createManualClock();
  const seen: number[] = [];
  const again = () => {
    seen.push(clock.now());
    clock.wakeAt(realMs(clock.now() + 10), again);
  };
  clock.wakeAt(realMs(10), again);
  clock.advanceTo(realMs(35));
  expect(seen).toEqual([10, 20, 30]);
});

test('[T1] a disposed wake-up does not run, and disposing twice does nothing more', () => {
  const clock = createManualClock();
  const seen: string[] = [];
  const dispose = clock.wakeAt(realMs(5), () => void seen.push('gone'));
  clock.wakeAt(realMs(5), () => void seen.push('kept'));
  dispose();
  dispose();
  clock.advance(5);
  expect(seen).toEqual(['kept']);
});

test('[T1] a time that has passed runs as soon as the caller has returned', async () => {
  const clock = createManualClock(50);
  const seen: number[] = [];
  clock.wakeAt(realMs(20), () => void seen.push(clock.now()));
  const dispose = clock.wakeAt(realMs(50), () => void seen.push(-1));
  dispose();
  expect(seen).toEqual([]);
  await Promise.resolve();
  expect(seen).toEqual([50]);
  clock.advance(100);
  expect(seen).toEqual([50]);
});

test('[T1] the clock never runs back', () => {
  const clock = createManualClock(50);
  expect(() => clock.advance(-1)).toThrow(RangeError);
  expect(() => clock.advanceTo(realMs(49))).toThrow(RangeError);
  expect(clock.now()).toBe(50);
});
