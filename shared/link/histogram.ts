// How long packets really took: counts by fixed bounds, the same for the panel and for metrics.

/** Upper bounds of the bins, ms, both ends of a human wait; the last bin has none. */
export const DELAY_BOUNDS_MS: readonly number[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000,
];

/** What was measured. */
export interface HistogramSnapshot {
  /** One count for each of DELAY_BOUNDS_MS (at most this, more than the one before), then the rest. */
  readonly counts: readonly number[];
  readonly count: number;
  readonly sumMs: number;
}

export class Histogram {
  /** Made for the first: most links that there are delay nothing. */
  #counts: number[] | undefined;
  #count = 0;
  #sumMs = 0;

  add(ms: number): void {
    let bin = 0;
    while (bin < DELAY_BOUNDS_MS.length && ms > (DELAY_BOUNDS_MS[bin] as number)) bin++;
    this.#counts ??= noCounts();
    this.#counts[bin] = (this.#counts[bin] as number) + 1;
    this.#count++;
    this.#sumMs += ms;
  }

  snapshot(): HistogramSnapshot {
    return { counts: this.#counts?.slice() ?? noCounts(), count: this.#count, sumMs: this.#sumMs };
  }
}

const noCounts = (): number[] => new Array<number>(DELAY_BOUNDS_MS.length + 1).fill(0);

/** Two measurements as one. */
export function addHistograms(a: HistogramSnapshot, b: HistogramSnapshot): HistogramSnapshot {
  return {
    counts: a.counts.map((count, bin) => count + (b.counts[bin] ?? 0)),
    count: a.count + b.count,
    sumMs: a.sumMs + b.sumMs,
  };
}
