// What a stream makes of loss: it is sent again, later and later, and all behind it wait.
import type { Link } from './parameters.ts';

/** TCP on Linux waits at least so long for an acknowledgement ... */
export const RTO_MS_MIN = 200;
/** ... and at most so long, however often it has doubled (RFC 6298, 2.5). */
export const RTO_MS_MAX = 60_000;
/** Then TCP on Linux gives up (tcp_retries2). */
export const RETRANSMISSIONS_MAX = 15;

/**
 * The first retransmission timeout of a link, ms: round trip plus four times its mean deviation
 * (RFC 6298, 2.3; even jitter of +-J deviates J/2 in the mean), from RTO_MS_MIN to RTO_MS_MAX.
 */
export function rtoMs({ up, down }: Link): number {
  const roundTripMs = up.delayMs + down.delayMs;
  const deviationMs = (up.jitterMs + down.jitterMs) / 2;
  return Math.min(RTO_MS_MAX, Math.max(RTO_MS_MIN, roundTripMs + 4 * deviationMs));
}

/** What came of sending until one transmission got through. */
export interface Transmission {
  /** From the first transmission to the one that got through, ms; Infinity when none did. */
  readonly waitMs: number;
  /** How often it was sent again. */
  readonly again: number;
}

/**
 * Sends until `getsThrough` (asked with the ms since the first transmission) says yes, the timeout
 * doubling from `firstRtoMs` up to RTO_MS_MAX; gives up after RETRANSMISSIONS_MAX.
 */
export function transmit(
  firstRtoMs: number,
  getsThrough: (sinceMs: number) => boolean,
): Transmission {
  let waitMs = 0;
  let timeoutMs = firstRtoMs;
  for (let again = 0; again <= RETRANSMISSIONS_MAX; again++) {
    if (getsThrough(waitMs)) return { waitMs, again };
    waitMs += timeoutMs;
    timeoutMs = Math.min(RTO_MS_MAX, 2 * timeoutMs);
  }
  return { waitMs: Infinity, again: RETRANSMISSIONS_MAX };
}
