// The custom places of a room and how far each was, when. A custom place hangs at a light distance
// from a body, and all its signals pass through that body as through a relay.
import type { SimMs } from '../time/frames.ts';
import { type BodyId, isBodyId } from './bodies.ts';

/** A place as its room defines it. Light from it takes `owltMs`, simulated ms, to the body `near`. */
export interface CustomPlace {
  readonly id: string;
  readonly name: string;
  readonly near: string;
  readonly owltMs: number;
}

/** For light that leaves after `from`, up to that of the next version, the place was `owltMs` away. */
export interface PlaceVersion {
  readonly from: SimMs;
  readonly owltMs: number;
}

export interface PlaceHistory {
  readonly place: CustomPlace;
  readonly near: BodyId;
  /** Oldest first, at least one. The first one also holds for all time before it. */
  readonly versions: readonly [PlaceVersion, ...PlaceVersion[]];
}

/** Immutable, by place id, in the order in which the places were defined. */
export type PlaceTable = ReadonlyMap<string, PlaceHistory>;

/** The table of a room with bodies only. */
export const noPlaces: PlaceTable = new Map();

/**
 * The table in which `place` holds after `from`: a new place, or another distance or name of one.
 * Throws a RangeError if the id is a body's, `near` is no body or not the one that it was, the
 * distance is not a number from 0 up, or `from` lies before the last version (the log goes forward).
 */
export function withPlace(table: PlaceTable, place: CustomPlace, from: SimMs): PlaceTable {
  const { id, near, owltMs } = place;
  if (isBodyId(id)) throw new RangeError(`Expected \`id\` of a custom place, got the body ${id}`);
  if (!isBodyId(near)) throw new RangeError(`Expected \`near\` to be a body, got ${near}`);
  if (!(owltMs >= 0 && owltMs < Infinity)) {
    throw new RangeError(`Expected \`owltMs\` from 0, got ${owltMs}`);
  }
  const known = table.get(id);
  return new Map(table).set(id, {
    place,
    near,
    versions: known ? addVersion(known, place, from) : [{ from, owltMs }],
  });
}

/** True for the bodies and for the custom places of the table. */
export function isPlace(table: PlaceTable, id: string): boolean {
  return isBodyId(id) || table.has(id);
}

/** The latest definition of each custom place, in the order in which they were defined. */
export function customPlaces(table: PlaceTable): CustomPlace[] {
  return [...table.values()].map((history) => history.place);
}

function addVersion(
  known: PlaceHistory,
  place: CustomPlace,
  from: SimMs,
): PlaceHistory['versions'] {
  if (place.near !== known.near) {
    throw new RangeError(
      `Expected \`near\` of ${place.id} to stay ${known.near}, got ${place.near}`,
    );
  }
  const last = known.versions[known.versions.length - 1] as PlaceVersion;
  if (from < last.from) throw new RangeError(`Expected \`from\` from ${last.from}, got ${from}`);
  if (place.owltMs === last.owltMs) return known.versions;
  return [...known.versions, { from, owltMs: place.owltMs }];
}
