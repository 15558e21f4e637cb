// What the host has said about the ways of a room, and when: between which places signals do not
// simply take the time of the ephemeris. A way is an ordered pair: there and back are two.
import type { SimMs } from '../time/frames.ts';
import type { PlaceTable } from './place-table.ts';

/** An occultation: what leaves after `since`, up to and including `until`, does not get through then. */
export interface Block {
  readonly since: SimMs;
  readonly until: SimMs;
  /** Forwarded in one go at `until`, or gone for good. */
  readonly fate: 'stored' | 'lost';
}

/** How signals get from one place to another. */
export interface Way {
  readonly from: string;
  readonly to: string;
  /** A fixed one-way light time, simulated ms; null: as far as the two places are. */
  readonly owltMs: number | null;
  readonly block: Block | null;
}

/** For light that leaves after `from`, up to that of the next version, the way was like this. */
export interface WayVersion {
  readonly from: SimMs;
  readonly way: Way;
}

/** Immutable, by ordered pair (`wayKey`); versions oldest first, at least one. */
export type WayTable = ReadonlyMap<string, readonly WayVersion[]>;

/** All that arrivals follow from, besides the ephemeris. A room's world is one. */
export interface Space {
  readonly places: PlaceTable;
  readonly ways: WayTable;
}

/** The table of a room whose host has said nothing: every way is the ephemeris'. */
export const noWays: WayTable = new Map();

export const wayKey = (from: string, to: string): string => `${from}>${to}`;

/**
 * The table in which `way` holds after `from`. Throws a RangeError for a way within one place, a light
 * time that is not a number from 0 up, a block that ends before it begins, or a `from` before the last
 * version of that way (the log goes forward).
 */
export function withWay(table: WayTable, way: Way, from: SimMs): WayTable {
  if (way.from === way.to) throw new RangeError(`Expected two places, got ${way.from} twice`);
  if (way.owltMs !== null && !(way.owltMs >= 0 && way.owltMs < Infinity)) {
    throw new RangeError(`Expected \`owltMs\` from 0, got ${way.owltMs}`);
  }
  if (way.block && !(way.block.until - way.block.since > 0 && Number.isFinite(way.block.until))) {
    throw new RangeError(
      `Expected \`until\` of a block after ${way.block.since}, got ${way.block.until}`,
    );
  }
  const key = wayKey(way.from, way.to);
  const known = table.get(key) ?? [];
  const last = known[known.length - 1];
  if (last && from < last.from) {
    throw new RangeError(`Expected \`from\` from ${last.from}, got ${from}`);
  }
  return new Map(table).set(key, [...known, { from, way }]);
}

/** The latest definition of each way, in the order in which they were first defined. */
export function definedWays(table: WayTable): Way[] {
  return [...table.values()].map((versions) => (versions[versions.length - 1] as WayVersion).way);
}
