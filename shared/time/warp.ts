// The warp map: simulated time as a function of real time. Piecewise linear, continuous, never
// decreasing; it goes on while the server is down, because it is a function and not a counter.
import { type RealMs, realMs, type SimMs, simMs } from './frames.ts';

/** From `from` on, simulated time is `sim + (real - from) * warp`. */
export interface WarpSegment {
  readonly from: RealMs;
  readonly sim: SimMs;
  /** Simulated seconds per real second, 0 (paused) to WARP_MAX. */
  readonly warp: number;
}

/** Segments, oldest first, at least one. */
export type WarpMap = readonly [WarpSegment, ...WarpSegment[]];

/** The fastest warp: a simulated day in under a tenth of a real second. */
export const WARP_MAX = 1_000_000;

/** The calendar of the simulation. Outside of it the ephemeris is not vouched for. */
export const SIM_MIN = simMs(-11_676_096_000_000);
/** Here the simulated clock stops and stays. */
export const SIM_MAX = simMs(13_569_465_600_000);

/** A map of one segment. Throws a RangeError unless `sim` is in the calendar and `warp` in range. */
export function startWarp(segment: WarpSegment): WarpMap {
  if (!(segment.sim >= SIM_MIN && segment.sim <= SIM_MAX)) {
    throw new RangeError(`Expected \`sim\` from year 1600 to 2400, got ${segment.sim} ms`);
  }
  assertWarp(segment.warp);
  return [segment];
}

/**
 * The map with `warp` from `at` on; simulated time is continuous there. `at` must not lie before the
 * last change (the log stamps changes in order), else a RangeError.
 */
export function changeWarp(map: WarpMap, at: RealMs, warp: number): WarpMap {
  assertWarp(warp);
  const last = lastSegment(map);
  if (at < last.from) throw new RangeError(`Expected \`at\` from ${last.from}, got ${at}`);
  return [...map, { from: at, sim: simAt(map, at), warp }];
}

/** Simulated time at a real time. Before the first segment it runs at that segment's warp. */
export function simAt(map: WarpMap, real: RealMs): SimMs {
  const { from, sim, warp } = map[segmentAt(map, (segment) => segment.from <= real)] as WarpSegment;
  const value = sim + (real - from) * warp;
  return value < SIM_MAX ? simMs(value) : SIM_MAX;
}

/**
 * The earliest real time at which the simulated clock shows `sim` or more; Infinity when, as warps
 * stand, it never will (paused, or beyond the end of the calendar).
 */
export function realAt(map: WarpMap, sim: SimMs): RealMs {
  if (sim > SIM_MAX) return realMs(Infinity);
  const index = segmentAt(map, (segment) => segment.sim < sim);
  const { from, sim: start, warp } = map[index] as WarpSegment;
  if (sim <= start && warp === 0) return from;
  return roundUp(map, sim, realMs(from + (sim - start) / warp));
}

/** The warp in force at a real time. */
export function warpAt(map: WarpMap, real: RealMs): number {
  return (map[segmentAt(map, (segment) => segment.from <= real)] as WarpSegment).warp;
}

/** The segment in force now. */
export function lastSegment(map: WarpMap): WarpSegment {
  return map[map.length - 1] as WarpSegment;
}

/** Index of the last segment that fulfils `holds` (true for a prefix of the map), at least 0. */
function segmentAt(map: WarpMap, holds: (segment: WarpSegment) => boolean): number {
  let low = 0;
  let high = map.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(map[middle] as WarpSegment)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The division may have rounded down, to a time that shows just less than `sim`: whoever woke then
 * would find nothing due. The step doubles, as at a slow warp many doubles of real time show the same.
 */
function roundUp(map: WarpMap, sim: SimMs, guess: RealMs): RealMs {
  let real = guess;
  let step = Math.max(Math.abs(guess), 1) * Number.EPSILON;
  while (simAt(map, real) < sim) {
    real = realMs(real + step);
    step *= 2;
  }
  return real;
}

function assertWarp(warp: number): void {
  if (!(warp >= 0 && warp <= WARP_MAX)) {
    throw new RangeError(`Expected \`warp\` from 0 to ${WARP_MAX}, got ${warp}`);
  }
}
