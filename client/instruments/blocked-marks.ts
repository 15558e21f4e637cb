// Our own word for browsers that do not say why a frame was long: whoever blocks the page on purpose
// notes whether it waited or computed.
import { signal } from '@preact/signals';

/** Times in ms of performance.now(). */
export interface BlockedMark {
  readonly kind: 'waiting' | 'computing';
  readonly fromMs: number;
  readonly toMs: number;
}

const KEPT = 100;

const noted = signal<readonly BlockedMark[]>([]);

/** The last 100, oldest first. */
export const blockedMarks = noted as { readonly value: readonly BlockedMark[] };

/** Runs `block`, which holds the main thread, and notes what it did meanwhile. */
export function markBlocked<Value>(kind: BlockedMark['kind'], block: () => Value): Value {
  const fromMs = performance.now();
  try {
    return block();
  } finally {
    const mark = { kind, fromMs, toMs: performance.now() };
    noted.value = [...noted.peek(), mark].slice(-KEPT);
  }
}
