// What this tab has been doing, in simulated time: the world line of its place is coloured by it.
// Whoever measures it (the frame loop, a blocking wait) notes it here.
import { signal } from '@preact/signals';
import type { SimMs } from '../../shared/time/frames.ts';

/** Running is everything that is not noted. */
export type Activity = 'waiting' | 'frozen';

export interface ActivitySpan {
  readonly kind: Activity;
  readonly from: SimMs;
  /** Undefined while it goes on. */
  readonly to: SimMs | undefined;
}

/** Spans kept; the oldest go first. */
const SPANS_KEPT = 500;

const noted = signal<readonly ActivitySpan[]>([]);

/** Oldest first. */
export const activity = noted as {
  readonly value: readonly ActivitySpan[];
  peek(): readonly ActivitySpan[];
};

/** Notes a span that is over. */
export function noteActivity(span: ActivitySpan): void {
  noted.value = [...noted.peek(), span].slice(-SPANS_KEPT);
}
