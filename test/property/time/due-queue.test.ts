// The due queue against the plainest one: an array, sorted whenever it is asked.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DueQueue } from '../../../shared/time/due-queue.ts';

/** Few distinct times (no -0), so that ties are common; a number is a push, undefined a pop. */
const due = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.double({ noNaN: true }).map((time) => time + 0),
  fc.constant(Infinity),
);
const steps = fc.array(fc.option(due, { nil: undefined, freq: 3 }), {
  maxLength: 600,
  size: 'max',
});

test('[T6] pops come as from a sorted array, whatever was pushed between them', () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (plan, isDescending) => {
      const queue = new DueQueue();
      const model: { due: number; seq: number }[] = [];
      plan.forEach((time, index) => {
        if (time === undefined) {
          model.sort((a, b) => (a.due === b.due ? a.seq - b.seq : a.due - b.due));
          expect(queue.pop()).toBe(model.shift()?.seq);
        } else {
          const seq = isDescending ? plan.length - index : index;
          queue.push(time, seq);
          model.push({ due: time, seq });
        }
        expect(queue.size).toBe(model.length);
        expect(queue.nextDue).toBe(Math.min(Infinity, ...model.map((one) => one.due)));
      });
    }),
  );
});
