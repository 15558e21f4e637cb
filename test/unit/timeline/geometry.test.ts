import { expect, it } from 'vitest';
import {
  BOX_WIDTH_MIN,
  boxOf,
  msAt,
  roomFor,
  rowsFor,
  ticksOf,
  xAt,
} from '../../../client/ui/timeline/geometry.ts';
import type { Span } from '../../../client/ui/timeline/span.ts';

const scale = { fromMs: 0, toMs: 5000, left: 100, right: 600 };
const rows = rowsFor(2);
const span = (fromMs: number, toMs: number | undefined): Span => ({
  lane: 'coffee',
  kind: 'waiting',
  label: '',
  fromMs,
  toMs,
});
const at = { scale, rows, row: 0, nowMs: 4000 };

it('[M5] the scale is true: equal times are equal widths, and back again', () => {
  expect(xAt(scale, 3000)).toBe(400);
  expect(msAt(scale, 400)).toBe(3000);
  expect(msAt(scale, -50)).toBe(0);
  expect(msAt(scale, 9000)).toBe(5000);
});

it('[M5] a span is as wide as it was long; an open one reaches up to now', () => {
  expect(boxOf(span(1000, 3000), at)).toMatchObject({ x: 200, width: 200 });
  expect(boxOf(span(1000, undefined), at)).toMatchObject({ x: 200, width: 300 });
});

it('[M5] what is too short to see is drawn just wide enough to be seen', () => {
  expect(boxOf(span(1000, 1000.1), at).width).toBe(BOX_WIDTH_MIN);
});

it('[M5] what lies outside the scale is cut off', () => {
  const later = { ...at, scale: { ...scale, fromMs: 2000, toMs: 3000 } };
  expect(boxOf(span(0, 9000), later)).toMatchObject({ x: 100, width: 500 });
});

it('[M5] rows do not overlap, however many there are', () => {
  for (const count of [1, 2, 8, 40, 200]) {
    const many = rowsFor(count);
    expect(many.barHeight).toBeLessThan(many.rowHeight);
    expect(many.height).toBe(count * many.rowHeight);
    expect(many.height).toBeLessThanOrEqual(600);
  }
  expect([rowsFor(2).isNamed, rowsFor(200).isNamed]).toEqual([true, false]);
});

it('[M5] ticks are round and far enough apart to be read', () => {
  expect(ticksOf(scale)).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
  expect(ticksOf({ ...scale, toMs: 0.5 })).toHaveLength(6);
  for (const toMs of [3, 47, 512, 1300, 61_000]) {
    const ticks = ticksOf({ ...scale, toMs });
    const gap = ((ticks[1] ?? 0) - (ticks[0] ?? 0)) * (500 / toMs);
    expect(gap).toBeGreaterThanOrEqual(64);
  }
});

it('[M5] the room for a recording grows in big steps, not with each frame', () => {
  expect([10, 1000, 1001, 1500, 1501].map((ms) => roomFor(ms, 1000))).toEqual([
    1000, 1000, 1500, 1500, 2250,
  ]);
});
