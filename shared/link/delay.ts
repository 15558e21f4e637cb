// How long a packet is under way: delay, and jitter about it.
import type { Random } from '../random/random.ts';
import { createCorrelated } from './correlation.ts';
import { offsetAt } from './distributions.ts';
import type { LinkDirection } from './parameters.ts';

/** Gives the time under way of the next packet, ms, at least 0. */
export function createDelay(random: Random): (direction: LinkDirection) => number {
  const draw = createCorrelated(random);
  return ({ delayMs, jitterMs, distribution, delayCorrelation }) => {
    if (jitterMs === 0) return delayMs;
    return Math.max(0, delayMs + jitterMs * offsetAt(distribution, draw(delayCorrelation)));
  };
}
