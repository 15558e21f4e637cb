// When light from one place is at another, and which light that was: leg by leg, custom place to its
// body, body to body, body to custom place.
//
//   at-hab ---- owltMs ---- mars ======= ephemeris ======= earth ---- owltMs ---- at-desk
import { type SimMs, simMs } from '../time/frames.ts';
import { type BodyId, isBodyId } from './bodies.ts';
import type { LightTimes } from './light-time.ts';
import type { PlaceHistory, PlaceTable, PlaceVersion } from './place-table.ts';

/**
 * When light that left `from` at `sentAt` is at `to`; within one place `sentAt` itself. Never early,
 * and never before light that left earlier. Throws a RangeError for a place not in the table.
 */
export function arrivalAt(
  lightTimes: LightTimes,
  table: PlaceTable,
  { from, to, sentAt }: { from: string; to: string; sentAt: SimMs },
): SimMs {
  let at = sentAt;
  for (const leg of legsBetween(lightTimes, table, from, to)) at = leg.arrival(at);
  return at;
}

/**
 * The latest moment at which light left `from` that is at `to` by `arrivedBy`: `arrivalAt` of it is
 * not after `arrivedBy`, and of any moment a tick (2^-8 ms) or more later is. Light always was under
 * way, so there is one for every finite time. Throws as `arrivalAt` does.
 */
export function latestDeparture(
  lightTimes: LightTimes,
  table: PlaceTable,
  { from, to, arrivedBy }: { from: string; to: string; arrivedBy: SimMs },
): SimMs {
  let at = arrivedBy;
  if (!Number.isFinite(at)) return at;
  for (const leg of legsBetween(lightTimes, table, from, to).reverse()) at = leg.departure(at);
  return at;
}

interface Leg {
  /** When light that starts at `at` is through. Never decreases with `at`; a whole tick. */
  arrival(at: SimMs): SimMs;
  /** The latest whole tick of which `arrival` is not after `by`. */
  departure(by: SimMs): SimMs;
}

function legsBetween(lightTimes: LightTimes, table: PlaceTable, from: string, to: string): Leg[] {
  const start = resolve(table, from);
  const end = resolve(table, to);
  if (from === to) return [];
  const legs: Leg[] = [];
  if (start.history) legs.push(customLeg(start.history));
  if (start.body !== end.body) legs.push(bodyLeg(lightTimes, start.body, end.body));
  if (end.history) legs.push(customLeg(end.history));
  return legs;
}

function resolve(table: PlaceTable, id: string): { body: BodyId; history?: PlaceHistory } {
  if (isBodyId(id)) return { body: id };
  const history = table.get(id);
  if (!history) throw new RangeError(`Expected a place of this room, got ${id}`);
  return { body: history.near, history };
}

function bodyLeg(lightTimes: LightTimes, from: BodyId, to: BodyId): Leg {
  const arrival = (at: SimMs) => tickUp(at + lightTimes.owltMs(from, to, at));
  return {
    arrival,
    departure(by) {
      let at = by;
      for (let round = 0; round < ROUNDS; round++) at = simMs(by - lightTimes.owltMs(from, to, at));
      return latestTick(arrival, tickDown(at), by);
    },
  };
}

/**
 * The leg between a custom place and its body, either way. When the distance shrinks, light waits
 * for what left before it (`floor`): it must not overtake.
 */
function customLeg({ versions }: PlaceHistory): Leg {
  const through = (version: PlaceVersion, at: SimMs) =>
    tickUp(Math.max(version.floor, at + version.owltMs));
  const arrival = (at: SimMs) => through(last(versions, (one) => one.from <= at).version, at);
  return {
    arrival,
    departure(by) {
      const { version, next } = last(versions, (one) => through(one, one.from) <= by);
      const at = Math.min(by - version.owltMs, next ? next.from - TICK_MS : Infinity);
      return latestTick(arrival, tickDown(at), by);
    },
  };
}

/** The last version that fulfils `holds` (true for a prefix), at least the first, and its successor. */
function last(versions: PlaceHistory['versions'], holds: (version: PlaceVersion) => boolean) {
  let low = 0;
  let high = versions.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(versions[middle] as PlaceVersion)) low = middle;
    else high = middle - 1;
  }
  return { version: versions[low] as PlaceVersion, next: versions[low + 1] };
}

/** Rounds of the fixed point; each gains four digits. */
const ROUNDS = 5;

/**
 * Legs end on whole ticks of 4 us, rounded up. Doubles hold those exactly until the year 3000, so
 * that arrivals and departures undo each other exactly, as the pages of a history must.
 */
const TICK_MS = 2 ** -8;
const tickUp = (at: number): SimMs => simMs(Math.ceil(at / TICK_MS) * TICK_MS);
const tickDown = (at: number): SimMs => simMs(Math.floor(at / TICK_MS) * TICK_MS);

/** Steps of `latestTick`: its guess is off by rounding only. */
const STEPS_MAX = 8;

/** The latest tick near `guess` of which `arrival` is not after `by`. */
function latestTick(arrival: (at: SimMs) => SimMs, guess: SimMs, by: SimMs): SimMs {
  let at = guess;
  for (let step = 0; step < STEPS_MAX && arrival(at) > by; step++) at = simMs(at - TICK_MS);
  for (let step = 0; step < STEPS_MAX; step++) {
    const later = simMs(at + TICK_MS);
    if (arrival(later) > by) break;
    at = later;
  }
  return at;
}
