// Messages that waited behind a freeze: they had come in over the socket, and the program could not
// take them. They are all handled in one burst as soon as it can.
import type { Freeze } from './freeze.ts';

interface Handled {
  readonly atMs: number;
  readonly count: number;
}

const KEPT = 2_000;
/** The burst may go on a little after the first frame that follows a freeze. */
const BURST_MS = 30;

let handled: Handled[] = [];

/** So many messages are being handled now. */
export function noteMessages(count: number): void {
  if (count === 0) return;
  handled.push({ atMs: performance.now(), count });
  if (handled.length > KEPT * 2) handled = handled.slice(-KEPT);
}

/** Messages handled in the burst that followed a freeze. */
export const messagesBehind = ({ fromMs, toMs }: Freeze): number =>
  handled.reduce(
    (sum, { atMs, count }) => (atMs > fromMs && atMs <= toMs + BURST_MS ? sum + count : sum),
    0,
  );
