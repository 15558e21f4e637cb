// The queue of what is due, at its edges: empty, ties, growing and shrinking.
import { expect, test } from 'vitest';
import { DueQueue } from '../../../shared/time/due-queue.ts';

function drain(queue: DueQueue): number[] {
  const out: number[] = [];
  for (let seq = queue.pop(); seq !== undefined; seq = queue.pop()) out.push(seq);
  return out;
}

test('[T6] an empty queue has no head and nothing to give', () => {
  const queue = new DueQueue();
  expect([queue.size, queue.nextDue, queue.pop()]).toEqual([0, Infinity, undefined]);
});

test('[T6] the head is what is due first', () => {
  const queue = new DueQueue();
  for (const due of [30, 10, 20]) queue.push(due, due * 100);
  expect([queue.size, queue.nextDue]).toEqual([3, 10]);
  expect(queue.pop()).toBe(1000);
  expect([queue.size, queue.nextDue]).toEqual([2, 20]);
});

test('[T6] equal times come out in the order of seq, up to 2^53', () => {
  const queue = new DueQueue();
  const seqs = [5, 2 ** 53 - 1, 3, 2 ** 40, 1, 4, 2];
  for (const seq of seqs) queue.push(7, seq);
  expect(drain(queue)).toEqual([...seqs].sort((a, b) => a - b));
});

test('[T6] what never comes due comes out last', () => {
  const queue = new DueQueue();
  queue.push(Infinity, 1);
  queue.push(5, 2);
  queue.push(-Infinity, 3);
  expect(drain(queue)).toEqual([3, 2, 1]);
});

test('[T7] nothing is lost when the queue grows and shrinks again', () => {
  const queue = new DueQueue();
  const count = 5000;
  for (let seq = 0; seq < count; seq++) queue.push((seq * 7919) % count, seq);
  let before = -1;
  for (let left = count; left > 0; left--) {
    expect(queue.size).toBe(left);
    const due = queue.nextDue;
    expect(due).toBe(before + 1);
    expect(((queue.pop() as number) * 7919) % count).toBe(due);
    before = due;
  }
  queue.push(1, 42);
  expect(drain(queue)).toEqual([42]);
});

test('[T7] a cleared queue is empty and works on', () => {
  const queue = new DueQueue();
  for (let seq = 0; seq < 1000; seq++) queue.push(seq, seq);
  queue.clear();
  expect([queue.size, queue.nextDue, queue.pop()]).toEqual([0, Infinity, undefined]);
  queue.push(2, 8);
  queue.push(1, 9);
  expect(drain(queue)).toEqual([9, 8]);
});
