import { expect, it } from 'vitest';
import { litLines } from '../../../client/lab/breakfast/lit-lines.ts';
import { sourceOf } from '../../../client/lab/breakfast/programs.ts';
import { pythonListing } from '../../../client/lab/breakfast/python-listing.ts';
import { LESSON_TASKS } from '../../../client/lab/breakfast/tasks.ts';
import { VARIANTS } from '../../../client/lab/breakfast/variants.ts';

const on = [
  { lane: 'coffee', kind: 'waiting', label: 'waits', fromMs: 0, toMs: undefined },
  { lane: 'page', kind: 'running', label: '', fromMs: 0, toMs: undefined },
] as const;

it.each(VARIANTS)(
  '[B5] in both listings of $id the line is lit in which a task sleeps',
  ({ id }) => {
    for (const lines of [pythonListing(id, LESSON_TASKS), sourceOf(id, 'javascript')]) {
      const [sleeping] = litLines(lines, on);
      expect(sleeping?.who).toEqual(['coffee']);
      expect(lines[sleeping?.line ?? -1]).toMatch(/sleep\w*\(|to_thread\(/);
      expect(lines[sleeping?.line ?? -1]).not.toContain('function breakfast');
    }
  },
);

it('[B5] the main program stands at its await, if it has one', () => {
  const mains = VARIANTS.map(({ id }) => {
    const lines = sourceOf(id, 'javascript');
    return lines[litLines(lines, on)[1]?.line ?? -1]?.trim();
  });
  expect(mains).toEqual([
    undefined,
    undefined,
    'for (const task of tasks) made.push(await make(task));',
    'for (const task of tasks) made.push(await make(task));',
    'return await Promise.all(promises);',
    'for (const promise of promises) made.push(await promise);',
    'for (const promise of promises) made.push(await promise);',
    undefined,
    'return await Promise.all(promises);',
  ]);
});

it('[B5] when nobody is on, nothing is lit', () => {
  expect(litLines(pythonListing('gather', LESSON_TASKS), [])).toEqual([]);
});
