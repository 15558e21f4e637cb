// What the browser measured of many requests, as lanes: in its own queue first, then on the way. Pure.
import type { Lane, Span } from '../../ui/timeline/span.ts';

/** Of PerformanceResourceTiming, what is read here; times in ms of performance.now(). */
export interface RequestTiming {
  readonly startTime: number;
  /** When it left the browser. */
  readonly requestStart: number;
  /** When the first of the answer was back. */
  readonly responseStart: number;
  readonly responseEnd: number;
}

export interface Waterfall {
  readonly lanes: readonly Lane[];
  readonly spans: readonly (Span & { readonly toMs: number })[];
}

export function waterfallOf(timings: readonly RequestTiming[]): Waterfall {
  const inOrder = [...timings].sort(
    (a, b) => a.startTime - b.startTime || a.requestStart - b.requestStart,
  );
  const lanes = inOrder.map((_, index) => ({ id: `${index + 1}`, name: `request ${index + 1}` }));
  const spans = inOrder.flatMap(({ startTime, requestStart, responseEnd }, index) => {
    const lane = `${index + 1}`;
    // It stood behind another one if it left only when the answer of one was back.
    const isQueued = timings.some(
      ({ responseStart }) => responseStart > startTime && responseStart <= requestStart,
    );
    const leftAt = isQueued ? requestStart : startTime;
    const queued: Span & { readonly toMs: number } = {
      lane,
      kind: 'queued',
      label: 'in the browser',
      fromMs: startTime,
      toMs: leftAt,
    };
    const away: Span & { readonly toMs: number } = {
      lane,
      kind: 'waiting',
      label: 'on its way',
      fromMs: leftAt,
      toMs: responseEnd,
    };
    return isQueued ? [queued, away] : [away];
  });
  return { lanes, spans };
}

/** How many were on their way at once, at most: gone from here, no answer yet. */
export function mostAtOnce(timings: readonly RequestTiming[]): number {
  const changes = timings
    .flatMap(({ requestStart, responseStart }) => [
      { at: requestStart, by: 1 },
      { at: responseStart, by: -1 },
    ])
    // Of equal times the ends first: who leaves makes room.
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of changes) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}
