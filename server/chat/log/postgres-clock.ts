// The log's time on a node whose own clock may show anything. Each look at the database's clock tells
// how far it is ahead at least; so this clock may be a little late, and is never early.
import type { Clock } from '../../../shared/time/clock.ts';
import { type RealMs, realMs } from '../../../shared/time/frames.ts';

export interface DatabaseClock {
  /** Never ahead of the database's clock, except by what this node's clock gains in SAMPLES looks. */
  now(): RealMs;
  /** The database's clock showed `at` when it was asked; its answer is just here. */
  sample(at: number): void;
}

/** Looks that count: an old one is forgotten, as two clocks never run alike. */
const SAMPLES = 10;

export function createDatabaseClock(clock: Clock): DatabaseClock {
  const aheadMs: number[] = [];
  let offsetMs = 0;
  let last = -Infinity;
  return {
    now() {
      last = Math.max(last, clock.now() + offsetMs);
      return realMs(last);
    },
    sample(at) {
      aheadMs.push(at - clock.now());
      if (aheadMs.length > SAMPLES) aheadMs.shift();
      offsetMs = Math.max(...aheadMs);
    },
  };
}
