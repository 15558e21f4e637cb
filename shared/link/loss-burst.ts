// Loss in bursts: the two-state chain of Gilbert (1960) and Elliott (1963), `loss gemodel` of netem.
import type { Random } from '../random/random.ts';

/** A good and a bad state. Each packet first moves the state, then is lost by the state's chance. */
export interface BurstLoss {
  /** Chance to turn bad, 0 to 1. */
  readonly p: number;
  /** Chance to turn good again, 0 to 1; a burst lasts 1/r packets in the mean. */
  readonly r: number;
  /** Chance of loss in the bad state (netem's 1-h), 0 to 1. */
  readonly lossBad: number;
  /** Chance of loss in the good state (netem's 1-k), 0 to 1. */
  readonly lossGood: number;
}

/** Asks whether the next packet is lost. Two draws each time, so the stream never shifts. */
export function createBurstLoss(random: Random): (burst: BurstLoss) => boolean {
  let isBad = false;
  return (burst) => {
    const turn = random.next();
    isBad = isBad ? turn >= burst.r : turn < burst.p;
    return random.next() < (isBad ? burst.lossBad : burst.lossGood);
  };
}
