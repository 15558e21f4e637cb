// Counts what somebody does, in memory, and says when it is too much.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { Allowance } from './limits.ts';

/** Real ms that somebody waits at least after a refusal. */
const WAIT_MS_MIN = 50;

export interface Counter {
  /** Takes one of `key`, or `many`; a refusal when there is none left. */
  take(key: string, many?: number): Promise<Refusal | undefined>;
  /** A refusal when there is none left; takes nothing. */
  look(key: string): Promise<Refusal | undefined>;
}

/** `what`: in a sentence, after a number: "requests". */
export function createCounter({ points, seconds }: Allowance, what: string): Counter {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  const busy = (msBeforeNext: number): Refusal => ({
    ok: false,
    reason: 'busy',
    detail: `Up to ${points} ${what} in ${seconds} s. Try again in a moment.`,
    retryAfterMs: Math.max(WAIT_MS_MIN, msBeforeNext),
  });
  return {
    async take(key, many = 1) {
      try {
        await limiter.consume(key, many);
        return undefined;
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return busy(error.msBeforeNext);
      }
    },
    async look(key) {
      const used = await limiter.get(key);
      return used && used.consumedPoints >= points ? busy(used.msBeforeNext) : undefined;
    },
  };
}
