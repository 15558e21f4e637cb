import { expect, test } from 'vitest';
import { messagesBehind, noteMessage } from '../../../client/instruments/backlog.ts';
import { columnsOf } from '../../../client/instruments/plot-columns.ts';

test('[N5] a plot shows the highest value of each column, the newest last, and nothing older', () => {
  const points = [
    { atMs: 899, value: 9 },
    { atMs: 1000, value: 3 },
    { atMs: 1994.9, value: 5 },
    { atMs: 2000, value: 4 },
  ];
  const columns = columnsOf(points, { nowMs: 2000, windowMs: 1000 });
  expect(columns).toHaveLength(100);
  expect([columns[0], columns[50], columns[98], columns[99]]).toEqual([3, 0, 0, 5]);
});

test('[N5] messages behind a freeze came in during it and were handled late', () => {
  const now = performance.now();
  for (const agoMs of [1500, 700, 60, 10, 2500]) noteMessage(now - agoMs);
  expect(messagesBehind({ fromMs: now - 2000, toMs: now })).toBe(3);
  expect(messagesBehind({ fromMs: now - 4000, toMs: now - 2000 })).toBe(1);
});
