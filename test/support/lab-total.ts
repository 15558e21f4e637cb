// How long a run of the lab may take, at a tenth of the lesson's times.
import { expect } from 'vitest';

/**
 * What a run may cost beyond 6 %: an HTTP round trip or a message of a worker, a late timer, a frame.
 * Measured on two cores, others at work too: 1 to 40 ms. It is far from the 200 ms by which 3 differs from 5 here.
 */
const OVERHEAD_MS = 60;
/** Of waits in a row each further one costs its own call, answer and turn of the loop: 3 to 50 ms. */
const OVERHEAD_EACH_MS = 30;

/** `lessonMs`: the sum or the longest of what was asked for. Never early, hardly late. */
export function expectTotal(totalMs: number, lessonMs: number, inARow = 1): void {
  expect(totalMs).toBeGreaterThanOrEqual(lessonMs);
  const overhead = OVERHEAD_MS + (inARow - 1) * OVERHEAD_EACH_MS;
  expect(totalMs).toBeLessThanOrEqual(lessonMs * 1.06 + overhead);
}
