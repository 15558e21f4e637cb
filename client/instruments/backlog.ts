// Messages that waited behind a freeze: they had come in, and the program could not take them.
import type { Freeze } from './freeze.ts';

/** Times in ms of performance.now(). */
interface Message {
  /** When it came in. */
  readonly dueMs: number;
  readonly handledMs: number;
}

const KEPT = 5_000;
/** What waits less has waited for nothing but its turn. */
const LATE_MS_MIN = 50;

let late: Message[] = [];

/** A message is being handled now that came in at `dueMs`. */
export function noteMessage(dueMs: number): void {
  const handledMs = performance.now();
  if (handledMs - dueMs < LATE_MS_MIN) return;
  late.push({ dueMs, handledMs });
  if (late.length > KEPT * 2) late = late.slice(-KEPT);
}

/** Messages that came in during a freeze and were handled when it was over. */
export const messagesBehind = ({ fromMs, toMs }: Freeze): number =>
  late.filter(({ dueMs }) => dueMs >= fromMs && dueMs <= toMs).length;
