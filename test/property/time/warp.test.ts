// Laws of the warp map, for any history of changes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { realMs, simMs } from '../../../shared/time/frames.ts';
import {
  changeWarp,
  realAt,
  SIM_MAX,
  simAt,
  startWarp,
  type WarpMap,
  type WarpSegment,
} from '../../../shared/time/warp.ts';

const START = Date.UTC(2026, 0, 1);
const warp = fc.oneof(
  fc.constantFrom(0, 1, 60, 1000, 1_000_000),
  fc.double({ min: 0, max: 1_000_000, noNaN: true }),
);
const gap = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 1e6 }),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
);
const map = fc
  .tuple(warp, fc.array(fc.tuple(gap, warp), { maxLength: 10 }))
  .map(([first, changes]) => {
    let at = START;
    return changes.reduce<WarpMap>(
      (soFar, [ms, next]) => {
        at += ms;
        return changeWarp(soFar, realMs(at), next);
      },
      startWarp({ from: realMs(START), sim: simMs(START), warp: first }),
    );
  });
const moment = fc.double({ min: -1e6, max: 1.2e7, noNaN: true }).map((ms) => realMs(START + ms));
const soon = fc.double({ min: 0, max: 1e6, noNaN: true }).map((ms) => simMs(START + ms));
const later = fc.double({ min: 0, max: 1.4e13, noNaN: true }).map((ms) => simMs(START + ms));

test('[T2] simulated time never runs back', () => {
  fc.assert(
    fc.property(map, moment, moment, (warps, a, b) => {
      const [early, late] = a <= b ? [a, b] : [b, a];
      expect(simAt(warps, late)).toBeGreaterThanOrEqual(simAt(warps, early));
    }),
    { numRuns: 500 },
  );
});

test('[T2] simulated time does not jump at a change', () => {
  fc.assert(
    fc.property(map, (warps) => {
      for (const { from } of warps.slice(1)) {
        // The most that can pass in a thousandth of a ms, and what the doubles round.
        const step = simAt(warps, from) - simAt(warps, realMs(from - 0.001));
        expect(step).toBeLessThanOrEqual(1_000_000 * 0.0015);
      }
    }),
  );
});

test('[T3] at realAt of a time the clock shows it, exactly, so that a wake-up is never too early', () => {
  fc.assert(
    fc.property(map, fc.oneof(soon, later), (warps, sim) => {
      const real = realAt(warps, sim);
      if (real < Infinity) expect(simAt(warps, real)).toBeGreaterThanOrEqual(sim);
    }),
    { numRuns: 1000 },
  );
});

test('[T3] a moment earlier the clock did not show it yet', () => {
  fc.assert(
    fc.property(map, moment, (warps, any) => {
      // Before the first change of a map that starts paused, every moment shows the same.
      const at = realMs(Math.max(any, START));
      // The clock resolves 2^-12 ms of either time, which at a slow warp is much real time.
      const slowest = Math.min(...warps.map((segment) => segment.warp).filter((warp) => warp > 0));
      fc.pre(slowest > 1e-6);
      const blurMs = 0.001 + 0.001 / slowest;
      const sim = simAt(warps, at);
      const real = realAt(warps, sim);
      expect(real).toBeLessThanOrEqual(at + blurMs);
      const before = simAt(warps, realMs(real - 2 * blurMs));
      const isFirst = sim <= simAt(warps, realMs(START - 1e9)) || slowest === Infinity;
      expect(before < sim || isFirst).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('[T3] a time that never comes is at infinity', () => {
  fc.assert(
    fc.property(map, later, (warps, sim) => {
      const last = warps[warps.length - 1] as WarpSegment;
      const never = sim > SIM_MAX || (last.warp === 0 && sim > last.sim);
      if (never) expect(realAt(warps, sim)).toBe(Infinity);
      // So slow a warp that the doubles end before the time comes does not count as coming.
      else if (last.warp === 0 || last.warp > 1e-6)
        expect(realAt(warps, sim)).toBeLessThan(Infinity);
    }),
  );
});
