// Loss by chance, each packet for itself or like the one before.
import type { Random } from '../random/random.ts';
import { createCorrelated } from './correlation.ts';

/** Asks whether the next packet is lost. */
export function createRandomLoss(random: Random): (loss: number, correlation: number) => boolean {
  const draw = createCorrelated(random);
  return (loss, correlation) => draw(correlation) < loss;
}
