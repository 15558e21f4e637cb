// Interaction to Next Paint so far: the worst time from an input to the next frame, of each fifty
// inputs the worst one left out (web.dev/inp). Where the browser does not report it, undefined.
import { signal } from '@preact/signals';
import type { Dispose } from '../../shared/time/clock.ts';

export type InpRating = 'good' | 'needs work' | 'poor';

const GOOD_MS = 200;
const POOR_MS = 500;
/** The worst interactions kept: enough for the 98th percentile of 500 of them. */
const WORST_KEPT = 10;

/** The rating of an INP in ms: good up to 200, poor above 500. */
export const rateInp = (ms: number): InpRating =>
  ms <= GOOD_MS ? 'good' : ms > POOR_MS ? 'poor' : 'needs work';

/**
 * The INP of a page with `count` interactions.
 * @param worst the longest durations in ms, longest first, at most ten.
 */
export const inpOf = (worst: readonly number[], count: number): number | undefined =>
  worst[Math.min(worst.length - 1, Math.floor(count / 50))];

const found = signal<number | undefined>(undefined);

/** The INP so far in ms, in steps of 8. */
export const inpMs = found as { readonly value: number | undefined };

/** Whether this browser reports interactions. */
export const hasInp = (): boolean => PerformanceObserver.supportedEntryTypes.includes('event');

/** Part of PerformanceEventTiming that not all libraries of types have. */
interface Interaction extends PerformanceEntry {
  readonly interactionId?: number;
}

export function startInp(): Dispose {
  if (!hasInp()) return () => undefined;
  const longest = new Map<number, number>();
  let count = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Interaction[]) {
      const id = entry.interactionId ?? 0;
      if (id === 0) continue;
      if (!longest.has(id)) count += 1;
      longest.set(id, Math.max(longest.get(id) ?? 0, entry.duration));
    }
    const worst = [...longest].sort((a, b) => b[1] - a[1]).slice(0, WORST_KEPT);
    for (const id of longest.keys()) if (!worst.some(([kept]) => kept === id)) longest.delete(id);
    found.value = inpOf(
      worst.map(([, ms]) => ms),
      count,
    );
  });
  // `durationThreshold` is newer than the library of types. 16 ms is the least a browser takes.
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  return () => observer.disconnect();
}
