// What stands in a cell of the matrix: light of simulated time, links of real time, and what is known
// of both. Pure.
import type { Way } from '../../shared/wire/event.ts';
import type { Matrix } from '../../shared/wire/space.ts';

/** A row or a column: a place, or somebody at one. */
export interface End {
  readonly id: string;
  readonly place: string;
  readonly name: string;
  readonly hue: number;
  /** Set for a member: the delay of its link on this side, real ms; undefined when nobody told it. */
  readonly link?: { readonly ms: number | undefined };
}

export interface Cell {
  /** The light, simulated ms, with what holds it; null: it is lost. */
  readonly owltMs: number | null;
  /** Of that, what it is held, simulated ms. */
  readonly heldMs: number;
  /** All of it, real ms, as far as the links are known; undefined: never, or the clock is paused. */
  readonly totalMs: number | undefined;
  /** The links that nobody told: their delay comes on top. */
  readonly isLinkUnknown: boolean;
  /** What somebody has said about this way. */
  readonly way: Way | undefined;
}

/** Undefined for one end twice, and until the matrix knows both places. */
export function cellOf(
  matrix: Matrix,
  { from, to, warp }: { from: End; to: End; warp: number },
): Cell | undefined {
  const row = matrix.places.indexOf(from.place);
  const column = matrix.places.indexOf(to.place);
  const owltMs = matrix.owltMs[row]?.[column];
  const lightMs = matrix.lightMs[row]?.[column];
  if (from.id === to.id || owltMs === undefined || lightMs === undefined) return undefined;
  const linkMs = (from.link?.ms ?? 0) + (to.link?.ms ?? 0);
  const light = owltMs === 0 ? 0 : owltMs === null || warp === 0 ? undefined : owltMs / warp;
  return {
    owltMs,
    heldMs: owltMs === null ? 0 : Math.max(0, owltMs - lightMs),
    totalMs: light === undefined ? undefined : light + linkMs,
    isLinkUnknown: [from, to].some(({ link }) => link !== undefined && link.ms === undefined),
    way: matrix.ways.find((way) => way.from === from.place && way.to === to.place),
  };
}
