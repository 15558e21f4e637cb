// The world of a room: its clock, its places and ways, its rules. Folded from the control events of the log.
import { noPlaces, type PlaceTable, withPlace } from '../space/place-table.ts';
import { noWays, type WayTable, withWay } from '../space/way-table.ts';
import type { RealMs, SimMs } from '../time/frames.ts';
import { changeWarp, simAt, startWarp, type WarpMap } from '../time/warp.ts';
import type { EventBody, RoomSettings } from '../wire/event.ts';

export interface World {
  readonly warps: WarpMap;
  readonly places: PlaceTable;
  readonly ways: WayTable;
  readonly settings: RoomSettings;
}

/** The world before the first event: the clock shows `sim` at `openedAt` and runs at `warp`. */
export function startWorld(start: {
  readonly openedAt: RealMs;
  readonly sim: SimMs;
  readonly warp: number;
  readonly settings: RoomSettings;
}): World {
  return {
    warps: startWarp({ from: start.openedAt, sim: start.sim, warp: start.warp }),
    places: noPlaces,
    ways: noWays,
    settings: start.settings,
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
    default:
      return world;
  }
}
