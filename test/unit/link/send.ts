// Feeds packets to a pipeline, one every `everyMs`, as a lane would, and gives the verdicts.
import {
  IDEAL_DIRECTION,
  type LinkDirection,
  type LinkMode,
} from '../../../shared/link/parameters.ts';
import { createPipeline } from '../../../shared/link/pipeline.ts';
import { RTO_MS_MIN } from '../../../shared/link/retransmission.ts';
import type { Verdict } from '../../../shared/link/verdict.ts';

export interface Sending {
  readonly direction: Partial<LinkDirection>;
  readonly mode?: LinkMode;
  readonly count: number;
  readonly everyMs?: number;
  readonly bytes?: number;
  readonly seed?: string;
  readonly rtoMs?: number;
}

/** The verdicts, in the order of sending; the first packet is sent at 0 ms. Nothing is ever lifted. */
export function send({
  direction,
  mode = 'datagram',
  count,
  everyMs = 1,
  bytes = 100,
  seed = 'seed',
  rtoMs = RTO_MS_MIN,
}: Sending): Verdict[] {
  const pipeline = createPipeline(seed);
  pipeline.configure({ direction: { ...IDEAL_DIRECTION, ...direction }, mode, rtoMs }, 0);
  let lastDueMs = -Infinity;
  return Array.from({ length: count }, (_, index) => {
    const nowMs = index * everyMs;
    const verdict = pipeline.decide({ nowMs, bytes, lastDueMs, inFlight: 0 });
    if (verdict.kind === 'deliver') lastDueMs = Math.max(lastDueMs, verdict.dueMs);
    return verdict;
  });
}

/** When each packet is due, ms after it was sent; NaN where it was dropped. */
export function delays(sending: Sending): number[] {
  return send(sending).map((verdict, index) =>
    verdict.kind === 'deliver' ? verdict.dueMs - index * (sending.everyMs ?? 1) : Number.NaN,
  );
}

/** When each packet is due, ms after the first was sent; NaN where it was dropped. */
export function dues(sending: Sending): number[] {
  return send(sending).map((verdict) => (verdict.kind === 'deliver' ? verdict.dueMs : Number.NaN));
}

/** Whether each packet was lost by chance, by count or in a burst. */
export function losses(sending: Sending): boolean[] {
  return send(sending).map((verdict) => verdict.kind === 'drop' && verdict.reason === 'loss');
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function share(values: readonly boolean[]): number {
  return values.filter(Boolean).length / values.length;
}

/** Five standard errors of a share of `count` independent trials of chance `p`. */
export function fiveErrors(p: number, count: number): number {
  return 5 * Math.sqrt((p * (1 - p)) / count);
}

/** Fails unless `value` lies within `bound` of `expected`. */
export function within(value: number, expected: number, bound: number): string {
  return Math.abs(value - expected) <= bound ? 'within' : `${value} is not ${expected} +- ${bound}`;
}
