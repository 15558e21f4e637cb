// The world of a room: its clock, places and ways, its rules and who may do what. Folded from the control events of the log.
import { noPlaces, type PlaceTable, withPlace } from '../space/place-table.ts';
import { noWays, type WayTable, withWay } from '../space/way-table.ts';
import type { RealMs, SimMs } from '../time/frames.ts';
import { changeWarp, simAt, startWarp, type WarpMap } from '../time/warp.ts';
import type { EventBody, Key, RoomSettings, Standing, StationDoes } from '../wire/event.ts';

export interface Started {
  readonly does: StationDoes;
  /** Real ms; of a beacon. */
  readonly everyMs: number | undefined;
  readonly since: RealMs;
}

export interface World {
  readonly warps: WarpMap;
  readonly places: PlaceTable;
  readonly ways: WayTable;
  readonly settings: RoomSettings;
  /** What the audience is told; empty: nothing. */
  readonly caption: string;
  /** By member id; who is not in it is a plain member. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Members that come by a key, by id. */
  readonly keys: ReadonlyMap<string, Key>;
  /** SHA-256 of the host token that is good now; empty when none is. */
  readonly hostHash: string;
  /** The room of the next run; undefined while this is the last. */
  readonly next: string | undefined;
  /** The rooms of the runs that this one follows; mostly one, or none. */
  readonly after: readonly string[];
  /** What stations do that somebody started, by member id, and since when. */
  readonly stations: ReadonlyMap<string, Started>;
}

/** The world before the first event: the clock shows `sim` at `openedAt` and runs at `warp`. */
export function startWorld(start: {
  readonly openedAt: RealMs;
  readonly sim: SimMs;
  readonly warp: number;
  readonly settings: RoomSettings;
  readonly hostHash?: string;
}): World {
  return {
    warps: startWarp({ from: start.openedAt, sim: start.sim, warp: start.warp }),
    places: noPlaces,
    ways: noWays,
    settings: start.settings,
    caption: '',
    standings: new Map(),
    keys: new Map(),
    hostHash: start.hostHash ?? '',
    next: undefined,
    after: [],
    stations: new Map(),
  };
}

/** The world after one more event, stamped `at`; data events leave it as it is. */
export function foldWorld(world: World, at: RealMs, body: EventBody): World {
  switch (body.kind) {
    case 'warp':
      return { ...world, warps: changeWarp(world.warps, at, body.warp) };
    case 'place':
      return { ...world, places: withPlace(world.places, body.place, simAt(world.warps, at)) };
    case 'way':
      return { ...world, ways: withWay(world.ways, body.way, simAt(world.warps, at)) };
    case 'settings':
      return { ...world, settings: body.settings };
    case 'caption':
      return { ...world, caption: body.text };
    case 'standing':
      return { ...world, standings: new Map(world.standings).set(body.member, body.is) };
    case 'key': {
      const { member, name, hue, place, hash } = body;
      return { ...world, keys: new Map(world.keys).set(member, { name, hue, place, hash }) };
    }
    case 'next':
      return { ...world, next: body.room };
    case 'after':
      return { ...world, after: [...new Set([...world.after, body.room])] };
    case 'station': {
      const { member, does, everyMs } = body;
      const started = { does, everyMs, since: at };
      return { ...world, stations: new Map(world.stations).set(member, started) };
    }
    case 'host-link': {
      const isEnded = ([member, is]: [string, Standing]) => is === 'host' && member !== body.keeps;
      const left = [...world.standings].filter((entry) => !isEnded(entry));
      return { ...world, standings: new Map(left), hostHash: body.hash };
    }
    default:
      return world;
  }
}
