// How fast one member may speak: a steady rate, and a burst on top of it.
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SAY_BURST, SAY_PER_SECOND } from '../../shared/wire/limits.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';

/** Real seconds in which the burst comes back. */
const BURST_WINDOW_S = 10;

/** Takes one message of a member from its allowance; a refusal when there is none left. */
export type SayLimit = (member: string) => Promise<Refusal | undefined>;

export function createSayLimit(): SayLimit {
  const limiter = new BurstyRateLimiter(
    new RateLimiterMemory({ points: SAY_PER_SECOND, duration: 1 }),
    new RateLimiterMemory({
      keyPrefix: 'burst',
      points: SAY_BURST - SAY_PER_SECOND,
      duration: BURST_WINDOW_S,
    }),
  );
  return async (member) => {
    try {
      await limiter.consume(member);
      return undefined;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return {
        ok: false,
        reason: 'busy',
        detail: `Up to ${SAY_PER_SECOND} messages a second, ${SAY_BURST} at once. It will be sent in a moment.`,
        retryAfterMs: Math.max(50, error.msBeforeNext),
      };
    }
  };
}
