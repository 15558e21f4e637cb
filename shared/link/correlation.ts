// Chance with a memory: each draw equals the one before with the chance `correlation`.
import type { Random } from '../random/random.ts';

/**
 * Draws from 0 to 1 with lag-one autocorrelation `correlation` (0 to 1). netem blends the old value
 * with the new one, which narrows the spread and so changes the very loss that was asked for;
 * repeating it has the same correlation and keeps the distribution exact. Two draws each time.
 */
export function createCorrelated(random: Random): (correlation: number) => number {
  let last = random.next();
  return (correlation) => {
    const repeats = random.next() < correlation;
    const fresh = random.next();
    if (!repeats) last = fresh;
    return last;
  };
}
