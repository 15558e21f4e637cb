// How fast one member may speak: a steady rate, and a burst on top of it.
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SAY_BURST, SAY_PER_SECOND } from '../../shared/wire/limits.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';

/** Real seconds in which the burst comes back. */
const BURST_WINDOW_S = 10;
/** Real ms that a member waits after a refusal. The limiter's own word follows the wall clock's jumps. */
const WAIT_MS_MIN = 50;
const WAIT_MS_MAX = 1000;

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
  /** Until when a member waits, `performance.now` ms: what it says meanwhile must not overtake. */
  const heldUntil = new Map<string, number>();

  function busy(member: string, waitMs: number): Refusal {
    heldUntil.set(member, performance.now() + waitMs);
    return {
      ok: false,
      reason: 'busy',
      detail: `Up to ${SAY_PER_SECOND} messages a second, ${SAY_BURST} at once. It will be sent in a moment.`,
      retryAfterMs: waitMs,
    };
  }

  return async (member) => {
    const held = (heldUntil.get(member) ?? 0) - performance.now();
    if (held > 0) return busy(member, held);
    heldUntil.delete(member);
    try {
      await limiter.consume(member);
      return undefined;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return busy(member, Math.min(Math.max(WAIT_MS_MIN, error.msBeforeNext), WAIT_MS_MAX));
    }
  };
}
