// A packet that arrives twice.
import type { Random } from '../random/random.ts';
import { createCorrelated } from './correlation.ts';
import type { LinkDirection } from './parameters.ts';

/** Asks whether the next packet is doubled. */
export function createDuplicate(random: Random): (direction: LinkDirection) => boolean {
  const draw = createCorrelated(random);
  return ({ duplicate, duplicateCorrelation }) =>
    duplicate > 0 && draw(duplicateCorrelation) < duplicate;
}
