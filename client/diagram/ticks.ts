// The ticks of the time axis: round moments of UTC, as close as there is room for. Pure.
import { type SimMs, simMs } from '../../shared/time/frames.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

const STEPS_MS = [
  ...[10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 5, 10, 30, 90].map((count) => count * DAY),
  ...[1, 2, 5, 10, 50].map((count) => count * YEAR),
] as const;

export interface Tick {
  readonly at: SimMs;
  readonly label: string;
}

/** The smallest step of which at most `countMax` fit into a span. */
export const stepFor = (spanMs: number, countMax: number): number =>
  STEPS_MS.find((step) => spanMs / step <= countMax) ?? (STEPS_MS.at(-1) as number);

/** The ticks in a span, each with as much of the time as its step needs. */
export function ticksIn(top: SimMs, spanMs: number, countMax: number): readonly Tick[] {
  const step = stepFor(spanMs, countMax);
  const ticks: Tick[] = [];
  const first = Math.ceil(top / step);
  for (let index = first; index * step <= top + spanMs; index++) {
    const at = simMs(index * step);
    ticks.push({ at, label: labelOf(at, step) });
  }
  return ticks;
}

function labelOf(at: SimMs, step: number): string {
  const iso = new Date(at).toISOString();
  if (step >= DAY || at % DAY === 0) return iso.slice(0, 10);
  if (step >= MINUTE) return iso.slice(11, 16);
  return step >= SECOND ? iso.slice(11, 19) : iso.slice(14, 22);
}
