// When light from one place is at another, and which light that was.
//
// What holds is what was said when the light left, a change being in force just after its own
// instant: what happens to a place or a way later, or at the very time at which a paused clock
// stands, moves nothing that is on its way. So an arrival depends on the past of its event only.
import { type SimMs, simMs } from '../time/frames.ts';
import type { LightTimes } from './light-time.ts';
import {
  arrivalIn,
  expectedIn,
  lastIndex,
  type Route,
  routeBetween,
  type Stage,
  stageAt,
  TICK_MS,
} from './route.ts';
import type { Space } from './way-table.ts';

/** Light that leaves `from` for `to` at `sentAt`. */
export interface Departure {
  readonly from: string;
  readonly to: string;
  readonly sentAt: SimMs;
}

/**
 * When light that left `from` at `sentAt` is at `to`; within one place `sentAt` itself. Never early,
 * and never before light that left earlier: when a distance shrinks, light waits for what left
 * before it. Infinity for light that is lost. Throws a RangeError for a place not in the space.
 */
export function arrivalAt(lightTimes: LightTimes, space: Space, departure: Departure): SimMs {
  const route = routeBetween(lightTimes, space, departure);
  const { sentAt } = departure;
  return route ? arrivalIn(stageAt(route, sentAt), sentAt) : sentAt;
}

/**
 * As `arrivalAt`, but as somebody expects it who does not know what is lost: the time at which lost
 * light would have arrived. For predictions; always finite.
 */
export function expectedAt(lightTimes: LightTimes, space: Space, departure: Departure): SimMs {
  const route = routeBetween(lightTimes, space, departure);
  const { sentAt } = departure;
  return route ? expectedIn(stageAt(route, sentAt), sentAt) : sentAt;
}

/** How long light that leaves then is under way, ms, without the time that it is held before. */
export function lightMsAt(lightTimes: LightTimes, space: Space, departure: Departure): number {
  const route = routeBetween(lightTimes, space, departure);
  const { sentAt } = departure;
  return route ? stageAt(route, sentAt).through(sentAt) - sentAt : 0;
}

/**
 * The latest moment at which light left `from` that is at `to` by `arrivedBy`: `arrivalAt` of it is
 * not after `arrivedBy`, and of any moment a tick (2^-8 ms) or more later is. Light always was under
 * way, so there is one for every finite time. Throws as `arrivalAt` does.
 */
export function latestDeparture(
  lightTimes: LightTimes,
  space: Space,
  { from, to, arrivedBy }: { from: string; to: string; arrivedBy: SimMs },
): SimMs {
  const route = routeBetween(lightTimes, space, { from, to });
  if (!route || !Number.isFinite(arrivedBy)) return arrivedBy;
  let index = lastIndex(route, ({ opens }) => opens <= arrivedBy);
  // Of a lost stage nothing arrives: the last light that did left before it.
  while ((route[index] as Stage).isLost) index--;
  const stage = route[index] as Stage;
  const end = route[index + 1]?.from ?? Infinity;
  // What is held is released in one go, at its end or later: then the guess is that end.
  const guess = Math.min(stage.departure(arrivedBy), end);
  return latestTick(route, tickDown(guess), arrivedBy);
}

const tickDown = (at: number): SimMs => simMs(Math.floor(at / TICK_MS) * TICK_MS);

/** Steps of `latestTick`: its guess is off by rounding only. */
const STEPS_MAX = 8;

/** The latest tick near `guess` whose light arrives not after `by`. */
function latestTick(route: Route, guess: SimMs, by: SimMs): SimMs {
  const arrival = (at: SimMs): SimMs => arrivalIn(stageAt(route, at), at);
  let at = guess;
  for (let step = 0; step < STEPS_MAX && arrival(at) > by; step++) at = simMs(at - TICK_MS);
  for (let step = 0; step < STEPS_MAX; step++) {
    const later = simMs(at + TICK_MS);
    if (arrival(later) > by) break;
    at = later;
  }
  return at;
}
