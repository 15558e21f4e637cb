import { expect, test } from 'vitest';
import { explainThreads } from '../../../client/lab/threads/threads-settings.ts';

const parallel = { work: 'computing', way: 'parallel', k: 4, ms: 500 } as const;

test('[B12] threads are said to compute faster only when they did, and by how much', () => {
  expect(explainThreads(parallel, 1.86)).toBe(
    'A thread for each, side by side on as many cores as were free: only this computes faster. Here: 1.9 times as fast as one after the other.',
  );
  expect(explainThreads(parallel, 0.97)).toBe(
    'A thread for each, but this machine had no core to spare just now: 1.0 times as fast as one after the other.',
  );
});

test('[B12] threads that wait are never said to be faster', () => {
  expect(explainThreads({ ...parallel, work: 'waiting' }, 3)).toContain(
    'no faster than one thread',
  );
});
