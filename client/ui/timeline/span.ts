// What a timeline shows: lanes, and on each lane spans of time in which something ran, waited for an
// answer, stood in a queue, or was frozen. Times in ms since the recording began, from a clock that never runs back.

export interface Lane {
  readonly id: string;
  readonly name: string;
}

export type SpanKind = 'running' | 'waiting' | 'queued' | 'frozen';

export interface Span {
  readonly lane: string;
  readonly kind: SpanKind;
  /** What it is, in a word or two: `brew`, `wait for the ack`. */
  readonly label: string;
  readonly fromMs: number;
  /** Undefined while it goes on. */
  readonly toMs: number | undefined;
}

/** Where a span ends for now: its end, or `nowMs` if it goes on. */
export const endOf = ({ toMs }: Span, nowMs: number): number => toMs ?? nowMs;

/** The spans that are on at a moment; the end itself does not count. In the order given. */
export function spansAt(spans: readonly Span[], atMs: number): readonly Span[] {
  return spans.filter(
    (span) => span.fromMs <= atMs && atMs < (span.toMs ?? Number.POSITIVE_INFINITY),
  );
}
