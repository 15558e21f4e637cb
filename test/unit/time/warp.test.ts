// The warp map at its edges: before the first segment, paused, and at the end of the calendar.
import { expect, test } from 'vitest';
import { realMs, simMs } from '../../../shared/time/frames.ts';
import {
  changeWarp,
  lastSegment,
  realAt,
  SIM_MAX,
  SIM_MIN,
  simAt,
  startWarp,
  WARP_MAX,
  warpAt,
} from '../../../shared/time/warp.ts';

const REAL = realMs(1_000_000);
const SIM = simMs(5_000_000);
const real = (ms: number) => realMs(REAL + ms);
const sim = (ms: number) => simMs(SIM + ms);
const start = startWarp({ from: REAL, sim: SIM, warp: 1 });

test('[T2] simulated time runs at the warp of each segment', () => {
  const map = changeWarp(changeWarp(start, real(100), 60), real(200), 0.5);
  const offsets = [-10, 0, 100, 150, 200, 300].map((ms) => simAt(map, real(ms)) - SIM);
  expect(offsets).toEqual([-10, 0, 100, 3100, 6100, 6150]);
  expect([0, 99, 100, 250].map((ms) => warpAt(map, real(ms)))).toEqual([1, 1, 60, 0.5]);
});

test('[T2] a change leaves what was before it, and the map given, as they were', () => {
  const map = changeWarp(start, real(100), 60);
  expect(start).toHaveLength(1);
  expect(simAt(map, real(99))).toBe(simAt(start, real(99)));
  expect(lastSegment(map)).toEqual({ from: real(100), sim: sim(100), warp: 60 });
});

test('[T3] paused, simulated time stands still and what lies ahead never comes', () => {
  const map = changeWarp(start, real(100), 0);
  expect([100, 1e9].map((ms) => simAt(map, real(ms)) - SIM)).toEqual([100, 100]);
  expect(realAt(map, sim(100))).toBe(real(100));
  expect(realAt(map, sim(100.5))).toBe(Infinity);
});

test('[T3] after a pause it goes on from where it stood', () => {
  const map = changeWarp(changeWarp(start, real(100), 0), real(500), 2);
  expect(simAt(map, real(510)) - SIM).toBe(120);
  expect(realAt(map, sim(120))).toBe(real(510));
  expect(realAt(map, sim(100))).toBe(real(100));
});

test('[T3] a room that starts paused shows its time from the start, and no later one', () => {
  const map = startWarp({ from: REAL, sim: SIM, warp: 0 });
  expect(realAt(map, SIM)).toBe(REAL);
  expect(realAt(map, sim(-1))).toBe(REAL);
  expect(realAt(map, sim(1))).toBe(Infinity);
});

test('[T4] at the end of the calendar the clock stops and stays', () => {
  const map = startWarp({ from: REAL, sim: simMs(SIM_MAX - 100), warp: 10 });
  expect([9, 10, 11, 1e12].map((ms) => SIM_MAX - simAt(map, real(ms)))).toEqual([10, 0, 0, 0]);
  expect(realAt(map, SIM_MAX)).toBe(real(10));
  expect(realAt(map, simMs(SIM_MAX + 1))).toBe(Infinity);
  const slowed = changeWarp(map, real(50), 1);
  expect(simAt(slowed, real(60))).toBe(SIM_MAX);
  expect(realAt(slowed, SIM_MAX)).toBe(real(10));
});

test('[T5] a warp or a time out of range is refused with the range', () => {
  for (const warp of [-1, WARP_MAX + 1, Number.NaN, Infinity]) {
    expect(() => changeWarp(start, real(1), warp)).toThrow(
      `Expected \`warp\` from 0 to 1000000, got ${warp}`,
    );
    expect(() => startWarp({ from: REAL, sim: SIM, warp })).toThrow(RangeError);
  }
  expect(() => changeWarp(start, real(-1), 1)).toThrow('Expected `at` from');
  for (const outside of [SIM_MIN - 1, SIM_MAX + 1, Number.NaN]) {
    expect(() => startWarp({ from: REAL, sim: simMs(outside), warp: 1 })).toThrow('Expected `sim`');
  }
});
