import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendRows, keyOf } from '../../../client/state/chunks.ts';
import {
  NOTHING,
  type Reach,
  resumeFrom,
  rowsBeforeGaps,
  takePageOf,
  takePiece,
} from '../../../client/state/gaps.ts';
import { simMs } from '../../../shared/time/frames.ts';
import type { WireCursor } from '../../../shared/wire/event.ts';
import { arrived } from './support.ts';

const at = (n: number): WireCursor => ({
  epoch: 'one',
  arrivesAt: simMs(n),
  author: 'ann',
  id: `event-${n}`,
});
/** The piece from the arrival at `n - 1` to that at `n`. */
const piece = (n: number, isKnown = false) => ({ after: at(n - 1), cursor: at(n), isKnown });
const begun: Reach = { newest: at(0), gaps: [] };
const after = (order: readonly number[]): Reach =>
  order.reduce((reach, n) => takePiece(reach, piece(n)), begun);

test('[L130] pieces in their turn leave no gap', () => {
  expect(after([1, 2, 3])).toEqual({ newest: at(3), gaps: [] });
});

test('[L130] a piece that does not follow the last leaves a gap up to the one before it', () => {
  expect(after([1, 4])).toEqual({ newest: at(4), gaps: [{ from: at(1), to: at(3) }] });
});

test('[L131] a late piece fills its part; what came twice changes nothing', () => {
  expect(after([1, 4, 2]).gaps).toEqual([{ from: at(2), to: at(3) }]);
  expect(after([1, 5, 3]).gaps).toEqual([
    { from: at(1), to: at(2) },
    { from: at(3), to: at(4) },
  ]);
  expect(after([1, 4, 2, 3])).toEqual({ newest: at(4), gaps: [] });
  const twice = takePiece(after([1, 2, 3]), piece(2, true));
  expect(twice).toEqual({ newest: at(3), gaps: [] });
  for (const isKnown of [true, false]) {
    const newestTwice = takePiece(after([1, 2, 3]), piece(3, isKnown));
    expect(newestTwice).toEqual({ newest: at(3), gaps: [] });
  }
});

test('[L132] a resume begins where the first gap begins, and its last page fills all', () => {
  const torn = after([1, 3, 6]);
  expect(resumeFrom(torn)).toEqual(at(1));
  const half = takePageOf(torn, { after: at(1), cursor: at(4), more: true });
  expect(half).toEqual({ newest: at(6), gaps: [{ from: at(4), to: at(5) }] });
  expect(resumeFrom(half)).toEqual(at(4));
  const whole = takePageOf(half, { after: at(4), cursor: at(6), more: false });
  expect(whole).toEqual({ newest: at(6), gaps: [] });
  expect(resumeFrom(whole)).toEqual(at(6));
});

test('[L132] pages of a view that begins have no gap', () => {
  expect(takePageOf(NOTHING, { after: null, cursor: at(5), more: false })).toEqual({
    newest: at(5),
    gaps: [],
  });
});

test('[L131] whatever a link loses, doubles and turns about: what is missing is in a gap, no more', () => {
  const some = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 });
  fc.assert(
    fc.property(some, (order) => {
      const here = new Set<number>();
      let reach = begun;
      for (const n of order) {
        reach = takePiece(reach, piece(n, here.has(n)));
        here.add(n);
      }
      const newest = Math.max(0, ...here);
      const missing = reach.gaps.flatMap(({ from, to }) => {
        const first = (from?.arrivesAt ?? 0) + 1;
        return Array.from({ length: to.arrivesAt - first + 1 }, (_, index) => first + index);
      });
      const expected = Array.from({ length: newest }, (_, n) => n + 1).filter((n) => !here.has(n));
      expect(missing).toEqual(expected);
      expect(reach.newest).toEqual(at(newest));
    }),
  );
});

test('[L131] a gap stands after the last row before it', () => {
  const rows = [1, 2, 5].map((n) => {
    const event = arrived({ sentAt: n, id: `event-${n}` });
    return { key: keyOf(event), event, crossed: false };
  });
  const chunks = appendRows([], rows);
  const gaps = [{ from: at(2), to: at(4) }];
  expect([...rowsBeforeGaps(chunks, gaps)]).toEqual([rows[1]?.key]);
  expect([...rowsBeforeGaps([], gaps)]).toEqual(['']);
});
