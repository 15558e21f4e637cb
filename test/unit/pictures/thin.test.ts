// How many of a crowd the sky looks at: enough to show it, few enough for a frame, none that jumps about.
import { expect, test } from 'vitest';
import { thin } from '../../../client/orrery/thin.ts';
import type { Group } from '../../../client/state/pictured.ts';
import type { Sighting } from '../../../client/state/sightings.ts';
import { simMs } from '../../../shared/time/frames.ts';

const groupsOf = (count: number): Group[] =>
  Array.from({ length: Math.ceil(count / 50) }, (_, group) => ({
    sightings: Array.from(
      { length: Math.min(50, count - group * 50) },
      (_, index) => ({ key: `${group * 50 + index}` }) as Sighting,
    ),
    from: simMs(group),
    to: simMs(group),
  }));

const keys = (groups: Group[], options: { over?: number; always?: string } = {}): string[] =>
  thin(groups, {
    isOver: ({ to }) => to < (options.over ?? 0),
    most: 2000,
    always: options.always,
  }).map(({ key }) => key);

test('[P9] up to so many are all there; of a crowd between half as many and so many, evenly', () => {
  expect(keys(groupsOf(2000))).toHaveLength(2000);
  expect(keys(groupsOf(2001))).toHaveLength(1001);
  for (const count of [5_000, 100_000, 1_000_000]) {
    const kept = keys(groupsOf(count));
    expect(kept.length).toBeGreaterThanOrEqual(1000);
    expect(kept.length).toBeLessThanOrEqual(2000);
    const gaps = new Set(kept.map((key, index) => Number(kept[index + 1]) - Number(key)));
    expect([...gaps].filter((gap) => !Number.isNaN(gap))).toHaveLength(1);
  }
  expect(keys([])).toEqual([]);
});

test('[P9] they are the same ones while more come and the first arrive; the selected one is there once', () => {
  const before = keys(groupsOf(100_000));
  const grown = keys(groupsOf(101_000));
  expect(grown.slice(0, before.length)).toEqual(before);
  const later = keys(groupsOf(100_000), { over: 100 });
  expect(later).toEqual(before.filter((key) => Number(key) >= 5000));
  expect(
    keys(groupsOf(100_000), { always: '77777' }).filter((key) => key === '77777'),
  ).toHaveLength(1);
  expect(keys(groupsOf(100_000), { always: before[3] as string })).toEqual(before);
});
