// The link is down for a while, once or again and again (a lag spike every so often).

/** Real ms, counted from the instant at which it was set. */
export interface Outage {
  readonly fromMs: number;
  /** The first instant at which the link is up again; above `fromMs`. */
  readonly toMs: number;
  /** Again after so long, from `fromMs` to the next one's; 0 = once. Else at least the outage. */
  readonly everyMs: number;
}

/** When an outage that holds at `sinceMs` (ms since it was set) ends; `sinceMs` when none does. */
export function outageEnd(outage: Outage | null, sinceMs: number): number {
  if (outage === null || sinceMs < outage.fromMs) return sinceMs;
  const { fromMs, toMs, everyMs } = outage;
  const round = everyMs === 0 ? 0 : Math.floor((sinceMs - fromMs) / everyMs);
  const end = toMs + round * everyMs;
  return Math.max(sinceMs, end);
}
