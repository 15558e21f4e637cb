// What a tab has of its view, and where something is missing in it. Each piece that arrives names the
// arrival before it: on a link that loses, one that does not follow the last leaves a gap. Pure.
import type { WireCursor } from '../../shared/wire/event.ts';
import type { Chunks } from './chunks.ts';

/** Something has arrived at this place after `from` (null: the beginning), up to `to`, and is not here. */
export interface Gap {
  readonly from: WireCursor | null;
  readonly to: WireCursor;
}

export interface Reach {
  /** The newest arrival that is here; undefined without a view. */
  readonly newest: WireCursor | undefined;
  /** In order of arrival. */
  readonly gaps: readonly Gap[];
}

/** What stands after `after`, up to `cursor`, with nothing missing in between. */
export interface Piece {
  readonly after: WireCursor | null;
  readonly cursor: WireCursor;
}

export const NOTHING: Reach = { newest: undefined, gaps: [] };

/** A piece has arrived: in its turn, late, twice, or after a lost one. `isKnown`: all of it is here. */
export function takePiece(reach: Reach, piece: Piece & { isKnown: boolean }): Reach {
  const { newest, gaps } = reach;
  const { after, cursor, isKnown } = piece;
  if (after === null || isOne(after, newest ?? null)) return { newest: cursor, gaps };
  if (newest && isOne(cursor, newest)) return reach; // Twice.
  const index = gaps.findIndex((gap) => isWithin(gap, piece));
  const gap = gaps[index];
  if (gap) return { newest, gaps: gaps.toSpliced(index, 1, ...without(gap, piece)) };
  const isOld = newest && cursor.arrivesAt < newest.arrivesAt;
  if (isOld || (isKnown && cursor.arrivesAt === newest?.arrivesAt)) return reach;
  return { newest: cursor, gaps: [...gaps, { from: newest ?? null, to: after }] };
}

/** A page of a resume after `after`; the last one (`more` false) reaches to the present. */
export function takePageOf(
  { newest, gaps }: Reach,
  { after, cursor, more }: { after: WireCursor | null; cursor: WireCursor | null; more: boolean },
): Reach {
  const isBehind = ({ from }: Gap) =>
    after !== null && (from === null || from.arrivesAt < after.arrivesAt);
  const rest = gaps.flatMap((gap) => {
    if (isBehind(gap)) return [gap];
    if (!more || cursor === null) return [];
    const isFilled = isOne(cursor, gap.to) || cursor.arrivesAt > gap.to.arrivesAt;
    return isFilled ? [] : [{ ...gap, from: cursor }];
  });
  const isNewer = cursor && (newest === undefined || cursor.arrivesAt >= newest.arrivesAt);
  return { newest: isNewer ? cursor : newest, gaps: rest };
}

/** Where a resume has to begin to bring all that is missing; undefined: from nothing. */
export function resumeFrom({ newest, gaps }: Reach): WireCursor | undefined {
  const [first] = gaps;
  return first ? (first.from ?? undefined) : newest;
}

/** Keys of the rows after which a gap stands; `''` before all rows. */
export function rowsBeforeGaps(chunks: Chunks, gaps: readonly Gap[]): ReadonlySet<string> {
  const keys = gaps.map(({ from }) => {
    for (let at = chunks.length - 1; at >= 0 && from; at--) {
      const row = chunks[at]?.rows.findLast(({ event }) => event.arrivesAt <= from.arrivesAt);
      if (row) return row.key;
    }
    return '';
  });
  return new Set(keys);
}

const isOne = (a: WireCursor | null, b: WireCursor | null): boolean =>
  a?.id === b?.id && a?.author === b?.author && a?.arrivesAt === b?.arrivesAt;

const isWithin = ({ from, to }: Gap, { after, cursor }: Piece): boolean =>
  cursor.arrivesAt <= to.arrivesAt &&
  (from === null || (after !== null && after.arrivesAt >= from.arrivesAt));

/** What is left of a gap. */
function without(gap: Gap, { after, cursor }: Piece): readonly Gap[] {
  const before = after && !isOne(after, gap.from) ? [{ from: gap.from, to: after }] : [];
  return isOne(cursor, gap.to) ? before : [...before, { from: cursor, to: gap.to }];
}
