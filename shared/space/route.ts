// One way between two places as a list of stages, each of them without a change.
//
//   at-hab ---- owltMs ---- mars ======= ephemeris ======= earth ---- owltMs ---- at-desk
//
// A stage holds for light that leaves after its `from`, up to that of the next one: what was said
// about places and ways just after the instant at which it began. A block is a stage of its own.
import { type SimMs, simMs } from '../time/frames.ts';
import { type BodyId, isBodyId } from './bodies.ts';
import type { LightTimes } from './light-time.ts';
import type { PlaceHistory, PlaceTable } from './place-table.ts';
import { type Space, type Way, type WayVersion, wayKey } from './way-table.ts';

export interface Stage {
  /** For light that leaves after this moment, up to that of the next stage. */
  readonly from: SimMs;
  /** When all light of earlier stages that arrives at all has arrived: nothing later is before it. */
  readonly floor: SimMs;
  /** When the first light of this stage arrives (`floor`, if all of it is lost). Never falls. */
  readonly opens: SimMs;
  /** Light waits for this moment before it leaves: stored until the end of a block. */
  readonly heldUntil: SimMs | undefined;
  /** Light of this stage never arrives. */
  readonly isLost: boolean;
  /** When light that starts at `at` is through, holds and floors aside. Increases; a whole tick. */
  through(at: SimMs): SimMs;
  /** The departure that is through at `by`, give or take rounding. */
  departure(by: SimMs): SimMs;
}

/** Stages, oldest first; the first one holds for all time before it too. */
export type Route = readonly [Stage, ...Stage[]];

/**
 * Arrivals are whole ticks of 4 us, rounded up. Doubles hold those exactly until the year 3000, so
 * that arrivals and departures undo each other exactly, as the pages of a history must.
 */
export const TICK_MS = 2 ** -8;

/** When light of a stage that leaves at `at` arrives; Infinity when it is lost. */
export function arrivalIn(stage: Stage, at: SimMs): SimMs {
  return stage.isLost ? NEVER : expectedIn(stage, at);
}

/** As `arrivalIn`, but of lost light too: when it would have arrived, had it come through. */
export function expectedIn(stage: Stage, at: SimMs): SimMs {
  return simMs(Math.max(stage.floor, stage.through(stage.heldUntil ?? at)));
}

/** The stage in force for light that leaves at `at`. */
export function stageAt(route: Route, at: SimMs): Stage {
  return route[lastIndex(route, (stage) => stage.from < at)] as Stage;
}

type Routes = Map<string, Route>;

/** Routes follow from the tables alone; each pair of tables keeps those that were asked for. */
const routesOf = new WeakMap<
  LightTimes,
  WeakMap<Space['places'], WeakMap<Space['ways'], Routes>>
>();

/** The route between two places; undefined within one. Throws a RangeError for an unknown place. */
export function routeBetween(
  lightTimes: LightTimes,
  space: Space,
  { from, to }: { from: string; to: string },
): Route | undefined {
  const routes = routesIn(lightTimes, space);
  const key = wayKey(from, to);
  const known = routes.get(key);
  if (known) return known;
  const start = resolve(space.places, from);
  const end = resolve(space.places, to);
  if (from === to) return undefined;
  const route = layRoute(lightTimes, { start, end, ways: space.ways.get(key) ?? [] });
  routes.set(key, route);
  return route;
}

/** Those of the last call: most are for the same tables as the one before. */
let last: (Space & { readonly lightTimes: LightTimes; readonly routes: Routes }) | undefined;

function routesIn(lightTimes: LightTimes, { places, ways }: Space): Routes {
  if (last && last.lightTimes === lightTimes && last.places === places && last.ways === ways) {
    return last.routes;
  }
  const byPlaces = routesOf.get(lightTimes) ?? new WeakMap();
  routesOf.set(lightTimes, byPlaces);
  const byWays = byPlaces.get(places) ?? new WeakMap();
  byPlaces.set(places, byWays);
  const routes: Routes = byWays.get(ways) ?? new Map();
  byWays.set(ways, routes);
  last = { lightTimes, places, ways, routes };
  return routes;
}

interface End {
  readonly body: BodyId;
  readonly history?: PlaceHistory;
}

interface Ends {
  readonly start: End;
  readonly end: End;
  /** Of this ordered pair, oldest first. */
  readonly ways: readonly WayVersion[];
}

function resolve(table: PlaceTable, id: string): End {
  if (isBodyId(id)) return { body: id };
  const history = table.get(id);
  if (!history) throw new RangeError(`Expected a place of this room, got ${id}`);
  return { body: history.near, history };
}

function layRoute(lightTimes: LightTimes, ends: Ends): Route {
  const begins = [ALWAYS, ...changesOf(ends)];
  const stages: Stage[] = [];
  let floor = ALWAYS;
  for (const [index, from] of begins.entries()) {
    const way = ends.ways.findLast((version) => version.from <= from)?.way;
    const block =
      way?.block && way.block.since <= from && from < way.block.until ? way.block : null;
    const stage = {
      from,
      floor,
      isLost: block?.fate === 'lost',
      heldUntil: block?.fate === 'stored' ? block.until : undefined,
      ...layStage(lightTimes, ends, { from, way }),
    };
    const end = begins[index + 1] ?? NEVER;
    const first = simMs(Math.min(from + TICK_MS, end));
    const opens = stage.isLost ? floor : expectedIn({ ...stage, opens: floor }, first);
    stages.push({ ...stage, opens });
    if (!stage.isLost) floor = expectedIn({ ...stage, opens }, end);
  }
  return stages as [Stage, ...Stage[]];
}

/** The moments at which something about a way changes, in order, each once. */
function changesOf({ start, end, ways }: Ends): SimMs[] {
  const changes = [start, end]
    .flatMap(({ history }) => history?.versions.slice(1) ?? [])
    .map(({ from }) => from);
  for (const [index, { from, way }] of ways.entries()) {
    const next = ways[index + 1]?.from ?? NEVER;
    const edges = way.block ? [way.block.since, way.block.until] : [];
    changes.push(from, ...edges.filter((at) => at > from && at < next));
  }
  return [...new Set(changes)].sort((a, b) => a - b);
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
  { start, end }: Ends,
  { from, way }: { from: SimMs; way: Way | undefined },
): Pick<Stage, 'through' | 'departure'> {
  const fixedMs = way?.owltMs ?? undefined;
  if (fixedMs !== undefined) {
    return {
      through: (at) => tickUp(at + fixedMs),
      departure: (by) => simMs(by - fixedMs),
    };
  }
  const first = distanceAt(start, from);
  const last = distanceAt(end, from);
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
export function lastIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
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
const NEVER = simMs(Infinity);

/** Rounds of the fixed point; each gains four digits. */
const ROUNDS = 5;

const tickUp = (at: number): SimMs => simMs(Math.ceil(at / TICK_MS) * TICK_MS);
