// The space of a room out of what the server told of it. Pure.
import { type PlaceTable, withPlace } from '../../shared/space/place-table.ts';
import { noWays, type Space, type WayTable, withWay } from '../../shared/space/way-table.ts';
import { SIM_MIN } from '../../shared/time/warp.ts';
import type { CustomPlace, Way } from '../../shared/wire/event.ts';
import type { SpaceHistory } from '../../shared/wire/space.ts';

/** With every version since its own time: what the server reckons by. */
export function spaceOf({ places, ways }: SpaceHistory): Space {
  let table: PlaceTable = new Map();
  for (const { place, versions } of places) {
    for (const { from, owltMs } of versions) table = withPlace(table, { ...place, owltMs }, from);
  }
  let set: WayTable = noWays;
  for (const { from, way } of ways) set = withWay(set, way, from);
  return { places: table, ways: set };
}

/** As if everything had always been as it is now: until the history is told. */
export function spaceAsNow(places: readonly CustomPlace[], ways: readonly Way[]): Space {
  return {
    places: places.reduce<PlaceTable>((table, one) => withPlace(table, one, SIM_MIN), new Map()),
    ways: ways.reduce<WayTable>((set, way) => withWay(set, way, SIM_MIN), noWays),
  };
}

/** The longest that anything said about places or ways can keep a signal on its way, ms. */
export function detourMs({ places, ways }: Space): number {
  let placesMs = 0;
  for (const { versions } of places.values()) {
    // At both ends of a way.
    placesMs = Math.max(placesMs, ...versions.map(({ owltMs }) => 2 * owltMs));
  }
  let waysMs = 0;
  for (const { way } of [...ways.values()].flat()) {
    const heldMs = way.block ? way.block.until - way.block.since : 0;
    waysMs = Math.max(waysMs, (way.owltMs ?? 0) + heldMs);
  }
  return placesMs + waysMs;
}
