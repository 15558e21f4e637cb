// The three models of loss together: a packet is lost if one of them says so. Each model is asked
// for every packet, so that none shifts another.
import { createRandom } from '../random/random.ts';
import { createBurstLoss } from './loss-burst.ts';
import { createEveryLoss } from './loss-every.ts';
import { createRandomLoss } from './loss-random.ts';
import type { LinkDirection } from './parameters.ts';

/** Asks whether the next transmission is lost. `seed`: names of this direction's chance. */
export function createLoss(...seed: readonly string[]): (direction: LinkDirection) => boolean {
  const isLostByChance = createRandomLoss(createRandom(...seed, 'loss'));
  const isLostByCount = createEveryLoss();
  const isLostInBurst = createBurstLoss(createRandom(...seed, 'burst'));
  return ({ loss, lossCorrelation, lossEvery, lossBurst }) => {
    const byChance = loss > 0 && isLostByChance(loss, lossCorrelation);
    const byCount = lossEvery > 0 && isLostByCount(lossEvery);
    const inBurst = lossBurst !== null && isLostInBurst(lossBurst);
    return byChance || byCount || inBurst;
  };
}
