// A packet that skips the delay and so overtakes those in flight (reorder and gap of netem).
import type { Random } from '../random/random.ts';
import { createCorrelated } from './correlation.ts';
import type { LinkDirection } from './parameters.ts';

/**
 * Asks whether the next packet overtakes. With a gap N the Nth packet since the last one that did is
 * the first that may.
 */
export function createReorder(random: Random): (direction: LinkDirection) => boolean {
  const draw = createCorrelated(random);
  let sinceLast = 0;
  return ({ reorder, reorderCorrelation, reorderGap }) => {
    if (reorder === 0) return false;
    sinceLast++;
    const isChosen = draw(reorderCorrelation) < reorder;
    if (!isChosen || sinceLast < reorderGap) return false;
    sinceLast = 0;
    return true;
  };
}
