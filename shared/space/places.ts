// When light from one place is at another, and which light that was.
//
//   at-hab ---- owltMs ---- mars ======= ephemeris ======= earth ---- owltMs ---- at-desk
//
// The distances of custom places are those in force when the light leaves, a change being in force
// just after its own instant: what happens to a place later, or at the very time at which a paused
// clock stands, moves nothing that is on its way. So an arrival depends on the past of its event only.
import { type SimMs, simMs } from '../time/frames.ts';
import { type BodyId, isBodyId } from './bodies.ts';
import type { LightTimes } from './light-time.ts';
import type { PlaceHistory, PlaceTable } from './place-table.ts';

/**
 * When light that left `from` at `sentAt` is at `to`; within one place `sentAt` itself. Never early,
 * and never before light that left earlier: when a distance shrinks, light waits for what left
 * before it. Throws a RangeError for a place not in the table.
 */
export function arrivalAt(
  lightTimes: LightTimes,
  table: PlaceTable,
  { from, to, sentAt }: { from: string; to: string; sentAt: SimMs },
): SimMs {
  const route = routeBetween(lightTimes, table, from, to);
  return route ? arrivalBy(route, sentAt) : sentAt;
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
  const route = routeBetween(lightTimes, table, from, to);
  if (!route || !Number.isFinite(arrivedBy)) return arrivedBy;
  const index = lastIndex(route, ({ from: start }) => {
    return arrivalBy(route, simMs(start + TICK_MS)) <= arrivedBy;
  });
  const end = route[index + 1]?.from ?? Infinity;
  const guess = Math.min((route[index] as Stage).departure(arrivedBy), end);
  return latestTick((at) => arrivalBy(route, at), tickDown(guess), arrivedBy);
}

/** A way between two places during which no distance of a custom place changes. */
interface Stage {
  /** For light that leaves after this moment, up to that of the next stage. */
  readonly from: SimMs;
  /** When light of all earlier stages has arrived: nothing later arrives before it. */
  readonly floor: SimMs;
  /** When light that starts at `at` is through, floors aside. Increases with `at`; a whole tick. */
  through(at: SimMs): SimMs;
  /** The departure that is through at `by`, give or take rounding. */
  departure(by: SimMs): SimMs;
}

/** Stages, oldest first; the first one holds for all time before it too. */
type Route = readonly [Stage, ...Stage[]];

const arrivalIn = (stage: Stage, at: SimMs): SimMs =>
  simMs(Math.max(stage.floor, stage.through(at)));

const arrivalBy = (route: Route, at: SimMs): SimMs =>
  arrivalIn(route[lastIndex(route, (stage) => stage.from < at)] as Stage, at);

/** Routes follow from the table alone; each table keeps those that were asked for. */
const routesOf = new WeakMap<LightTimes, WeakMap<PlaceTable, Map<string, Route>>>();

/** The route between two places; undefined within one. */
function routeBetween(
  lightTimes: LightTimes,
  table: PlaceTable,
  from: string,
  to: string,
): Route | undefined {
  const tables = routesOf.get(lightTimes) ?? new WeakMap<PlaceTable, Map<string, Route>>();
  routesOf.set(lightTimes, tables);
  const routes = tables.get(table) ?? new Map<string, Route>();
  tables.set(table, routes);
  const key = `${from}>${to}`;
  const known = routes.get(key);
  if (known) return known;
  const start = resolve(table, from);
  const end = resolve(table, to);
  if (from === to) return undefined;
  const route = layRoute(lightTimes, start, end);
  routes.set(key, route);
  return route;
}

interface End {
  readonly body: BodyId;
  readonly history?: PlaceHistory;
}

function resolve(table: PlaceTable, id: string): End {
  if (isBodyId(id)) return { body: id };
  const history = table.get(id);
  if (!history) throw new RangeError(`Expected a place of this room, got ${id}`);
  return { body: history.near, history };
}

function layRoute(lightTimes: LightTimes, start: End, end: End): Route {
  const changes = [start, end]
    .flatMap(({ history }) => history?.versions.slice(1) ?? [])
    .map((version) => version.from)
    .sort((a, b) => a - b);
  const stages: Stage[] = [];
  let floor = ALWAYS;
  for (const from of [ALWAYS, ...new Set(changes)]) {
    const before = stages[stages.length - 1];
    if (before) floor = arrivalIn(before, from);
    const first = distanceAt(start, from);
    const last = distanceAt(end, from);
    stages.push({ from, floor, ...layStage(lightTimes, { start, end, first, last }) });
  }
  return stages as [Stage, ...Stage[]];
}

/** Light time of a custom place to its body for light that leaves just after `at`; 0 for a body. */
function distanceAt({ history }: End, at: SimMs): number {
  if (!history) return 0;
  const { versions } = history;
  return (versions[lastIndex(versions, (version) => version.from <= at)] as { owltMs: number })
    .owltMs;
}

function layStage(
  lightTimes: LightTimes,
  { start, end, first, last }: { start: End; end: End; first: number; last: number },
): Pick<Stage, 'through' | 'departure'> {
  const between = (at: number): number =>
    start.body === end.body ? 0 : lightTimes.owltMs(start.body, end.body, simMs(at));
  return {
    through: (at) => tickUp(at + first + between(at + first) + last),
    departure(by) {
      let relayed = by - last;
      for (let round = 0; round < ROUNDS; round++) relayed = by - last - between(relayed);
      return simMs(relayed - first);
    },
  };
}

/** Index of the last item that fulfils `holds` (true for a prefix), at least 0. */
function lastIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(items[middle] as Item)) low = middle;
    else high = middle - 1;
  }
  return low;
}

const ALWAYS = simMs(-Infinity);

/** Rounds of the fixed point; each gains four digits. */
const ROUNDS = 5;

/**
 * Arrivals are whole ticks of 4 us, rounded up. Doubles hold those exactly until the year 3000, so
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
