import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, lastDayOf } from '../../../client/chat/chunk-groups.ts';
import {
  appendRows,
  CHUNK_ROWS,
  type Chunks,
  editNewest,
  keyOf,
  prependRows,
  type Row,
} from '../../../client/state/chunks.ts';
import { arrived } from './support.ts';

const row = (at: number): Row => {
  const event = arrived({ sentAt: at, id: `event-${at}-${Math.trunc(at * 1e3)}` });
  return { key: keyOf(event), event, crossed: false };
};
const times = (chunks: Chunks) =>
  chunks.flatMap(({ rows }) => rows.map(({ event }) => event.arrivesAt));
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => row(from + i));

test('[U12] rows stay in order of arrival, however they come in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 120 }), { maxLength: 6 }),
      (batches) => {
        const chunks = batches.reduce<Chunks>(
          (all, batch) => appendRows(all, batch.toSorted((a, b) => a - b).map(row)),
          [],
        );
        expect(times(chunks)).toEqual(batches.flat().toSorted((a, b) => a - b));
      },
    ),
  );
});

test('[U12] an append touches the last chunk only', () => {
  const before = appendRows([], many(0, 3 * CHUNK_ROWS - 10));
  const after = appendRows(before, many(1_000, 30));
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect([after[0] === before[0], after[1] === before[1], after.length]).toEqual([true, true, 4]);
});

test('[U12] history goes in front and leaves what is there as it is', () => {
  const before = appendRows([], many(500, 10));
  const after = prependRows(before, many(0, 120));
  expect(times(after)).toEqual(times([...appendRows([], many(0, 120)), ...before]));
  expect(after.at(-1)).toBe(before[0]);
  expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
});

test('[U12] an edit of the newest rows leaves the others the same objects', () => {
  const before = appendRows([], many(0, 120));
  const after = editNewest(before, (one) =>
    one.event.arrivesAt < 110 ? undefined : { ...one, crossed: true },
  );
  const crossed = after.flatMap(({ rows }) => rows.filter((one) => one.crossed));
  expect([crossed.length, after[0] === before[0], after[1] === before[1]]).toEqual([
    10,
    true,
    true,
  ]);
  expect(editNewest(before, () => undefined)[2]).toBe(before[2]);
});

test('[U20] the day of a row is that of its arrival, UTC; before the first there is none', () => {
  const day = 86_400_000;
  expect([0, day - 1, day, -1].map(dayOf)).toEqual([0, 0, 1, -1]);
  expect(lastDayOf(appendRows([], many(3 * day - 30, 60)))).toBe(3);
  // Nothing is later, and it equals itself: what is the same is not painted anew.
  expect(lastDayOf(undefined)).toBe(Infinity);
});
