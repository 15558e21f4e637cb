// A wait for the disk is what a commit costs. Right after a quick one of a few, the next gathers.
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createBatch } from '../../../server/chat/log/sqlite-batch.ts';
import { openDatabase } from '../../../server/chat/log/sqlite-open.ts';
import { settle } from '../../support/settle.ts';
import { temporaryFile } from '../../support/temporary-file.ts';

/** `performance.now` and timers stand still until a test moves them. */
let spentMs = 0;
beforeEach(() => {
  spentMs = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(performance, 'now').mockImplementation(() => spentMs);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function pass(ms: number): Promise<void> {
  spentMs += ms;
  vi.advanceTimersByTime(ms);
  return settle();
}

/** A batch whose commits take `costMs`; how many writes each commit had. */
function batchThatTakes(costMs: number) {
  const db = openDatabase(temporaryFile(), Infinity);
  onTestFinished(() => void db.close());
  const commits: number[] = [];
  let writes = 0;
  const batch = createBatch(db, {
    begin() {
      writes = 0;
    },
    end() {
      spentMs += costMs;
    },
    committed: () => void commits.push(writes),
  });
  const write = (count = 1): void => {
    for (let one = 0; one < count; one++) void batch.add(() => void writes++);
  };
  return { batch, commits, write };
}

test('[G12] after a quick commit of a few the next gathers for three times as long', async () => {
  const { commits, write } = batchThatTakes(1);
  write();
  await settle();
  expect(commits).toEqual([1]);

  write();
  await pass(1);
  write(2);
  await pass(1.9);
  expect(commits).toEqual([1]);
  await pass(0.2);
  expect(commits).toEqual([1, 3]);
});

test('[G12] who writes now and then does not wait', async () => {
  const { commits, write } = batchThatTakes(1);
  write();
  await settle();
  await pass(3);
  write();
  await settle();
  expect(commits).toEqual([1, 1]);
});

test.for([
  ['a commit that took less than a timer can tell', 0.3, 1],
  ['a commit of many', 1, 16],
  ['a commit that took long', 4.1, 1],
] as const)('[G12] nothing gathers after %s', async ([, costMs, count]) => {
  const { commits, write } = batchThatTakes(costMs);
  write(count);
  await settle();
  write();
  await settle();
  expect(commits).toEqual([count, 1]);
});

test('[G12] a log that closes does not leave out what gathers', async () => {
  const { batch, commits, write } = batchThatTakes(1);
  write();
  await settle();
  write(2);
  batch.close();
  expect(commits).toEqual([1, 2]);
});
