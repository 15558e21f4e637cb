// The sender's line: so many bits a second, one packet after the other.

/** Gives the time at which the last bit of a packet has left. */
export interface RateQueue {
  /** `rateBps` 0 = unlimited: it has left at once. */
  depart(packet: { nowMs: number; bytes: number; rateBps: number }): number;
}

/** A line that is idle at first. A changed rate is for later packets. */
export function createRateQueue(): RateQueue {
  let busyUntilMs = -Infinity;
  return {
    depart({ nowMs, bytes, rateBps }) {
      if (rateBps === 0) return nowMs;
      busyUntilMs = Math.max(nowMs, busyUntilMs) + (bytes * 8000) / rateBps;
      return busyUntilMs;
    },
  };
}
