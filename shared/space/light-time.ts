// How long light takes from one body to another, asked at the moment of sending. The two directions
// differ, because the receiver moves while the light is under way.
import type { SimMs } from '../time/frames.ts';
import { simMs } from '../time/frames.ts';
import { SIM_MAX, SIM_MIN } from '../time/warp.ts';
import { BODIES, type BodyId } from './bodies.ts';
import { positionKm, type Vector } from './ephemeris.ts';

export interface LightTimes {
  /**
   * One-way light time, simulated ms, of light that leaves `from` at `at`; 0 from a body to itself.
   * A pure function, within 0.01 ms of `solveOwltMs`, and `at + owltMs` increases with `at`. Outside
   * the calendar (1600 to 2400) it stays at the value of the border.
   */
  owltMs(from: BodyId, to: BodyId, at: SimMs): number;
}

/** Speed of light, exact by definition of the metre (SI). */
export const KM_PER_LIGHT_MS = 299.792458;

/** How far light comes in that time, km. */
export function distanceKm(owltMs: number): number {
  return owltMs * KM_PER_LIGHT_MS;
}

/**
 * One-way light time, ms, solved at send time: |r_to(t + tau) - r_from(t)| = c tau, by fixed point.
 * Each round gains four digits, as bodies move at a ten-thousandth of c. Costs about 50 us.
 */
export function solveOwltMs(from: BodyId, to: BodyId, sentAt: SimMs): number {
  if (from === to) return 0;
  const start = positionKm(from, sentAt);
  let owltMs = 0;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const before = owltMs;
    owltMs = gapKm(start, positionKm(to, simMs(sentAt + before))) / KM_PER_LIGHT_MS;
    if (Math.abs(owltMs - before) < SOLVED_MS) break;
  }
  return owltMs;
}

/**
 * Light times by linear interpolation between solved knots on a fixed grid. Knots in hand are kept,
 * so that a call near an earlier one costs well under 1 us; what is kept never changes an answer.
 */
export function createLightTimes(): LightTimes {
  const pairs: (Knots | undefined)[] = [];

  return {
    owltMs(from, to, at) {
      if (from === to) return 0;
      const key = indexOf(from) * BODIES.length + indexOf(to);
      pairs[key] ??= createKnots(from, to);
      const within = Math.min(Math.max(at, SIM_MIN), SIM_MAX) / KNOT_MS;
      const knot = Math.floor(within);
      const low = knotValue(pairs[key], knot);
      const high = knotValue(pairs[key], knot + 1);
      return low + (high - low) * (within - knot);
    },
  };
}

const ROUNDS_MAX = 20;
const SOLVED_MS = 1e-6;

/**
 * Simulated ms between knots. The bound of linear interpolation, h^2/8 times the acceleration, is
 * 0.002 ms for Io, whose 0.7 m/s^2 is the most of all bodies.
 */
const KNOT_MS = 60_000;

/** Knots kept per ordered pair, a power of two: an hour, or 64 moments of a wide history. */
const KNOTS_KEPT = 64;

/** A direct-mapped cache: knot number n, if kept, stands in slot n modulo KNOTS_KEPT. */
interface Knots {
  readonly from: BodyId;
  readonly to: BodyId;
  readonly numbers: Float64Array;
  readonly owltsMs: Float64Array;
}

const createKnots = (from: BodyId, to: BodyId): Knots => ({
  from,
  to,
  numbers: new Float64Array(KNOTS_KEPT).fill(Number.NaN),
  owltsMs: new Float64Array(KNOTS_KEPT),
});

function knotValue(knots: Knots, number: number): number {
  const slot = number & (KNOTS_KEPT - 1);
  if (knots.numbers[slot] !== number) {
    knots.owltsMs[slot] = solveOwltMs(knots.from, knots.to, simMs(number * KNOT_MS));
    knots.numbers[slot] = number;
  }
  return knots.owltsMs[slot] as number;
}

const indexes = new Map(BODIES.map((body, index) => [body.id, index]));
const indexOf = (id: BodyId): number => indexes.get(id) as number;

const gapKm = (a: Vector, b: Vector): number => Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
