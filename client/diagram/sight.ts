// Which part of time the diagram shows, and of which moment it tells. Both follow the clock until
// somebody holds them: the moment by pausing or scrubbing, the part by moving it.
import { signal } from '@preact/signals';
import { type SimMs, simMs } from '../../shared/time/frames.ts';
import { SPAN_MS_MAX, SPAN_MS_MIN, type TimeWindow, zoomAbout } from './geometry.ts';

/** Where the moment shown stands while the part in sight follows it, measured from above. */
const FOLLOW_PART = 0.66;
/** So much of the longest flight is in sight at first, and at least so much real time. */
const FLIGHTS_IN_SIGHT = 2.6;
const REAL_MS_IN_SIGHT = 30_000;

const heldAt = signal<SimMs | undefined>(undefined);
const heldTop = signal<SimMs | undefined>(undefined);
const chosenSpan = signal<number | undefined>(undefined);

/** The moment shown; undefined: now. */
export const held = heldAt as { readonly value: SimMs | undefined; peek(): SimMs | undefined };
/** Whether the part in sight stands still. */
export const isMoved = (): boolean => heldTop.value !== undefined;

/** The span that shows a flight as a slope: neither flat nor upright. */
export const spanFor = (farthestOwltMs: number, warp: number): number =>
  Math.min(
    SPAN_MS_MAX,
    Math.max(SPAN_MS_MIN, FLIGHTS_IN_SIGHT * farthestOwltMs, REAL_MS_IN_SIGHT * Math.max(warp, 1)),
  );

/** The window now. `autoSpanMs` holds until somebody zooms. */
export function windowFor(frame: {
  readonly at: SimMs;
  readonly autoSpanMs: number;
  readonly offset: number;
  readonly height: number;
}): TimeWindow {
  const { at, autoSpanMs, offset, height } = frame;
  const spanMs = chosenSpan.peek() ?? autoSpanMs;
  const top = heldTop.peek() ?? simMs(at - spanMs * FOLLOW_PART);
  return { top, spanMs, offset, height };
}

/** Holds the moment shown at `at`; the part in sight follows it. */
export function holdAt(at: SimMs): void {
  heldAt.value = at;
  heldTop.value = undefined;
}

/** Follows the clock again. */
export function goLive(): void {
  heldAt.value = undefined;
  heldTop.value = undefined;
}

/** Moves the part in sight by so many px of `window`; the moment shown goes on. */
export function panBy(painted: TimeWindow, px: number): void {
  const window = afterHands(painted);
  heldTop.value = simMs(window.top + (px / window.height) * window.spanMs);
  chosenSpan.value = window.spanMs;
}

/** Zooms about the time at `y`; while the part in sight follows the moment, about that. */
export function zoomAt(painted: TimeWindow, y: number, factor: number): void {
  const next = zoomAbout(afterHands(painted), y, factor);
  chosenSpan.value = next.spanMs;
  if (heldTop.peek() !== undefined) heldTop.value = next.top;
}

/** The window with what hands have done since it was painted: two fingers move within one frame. */
const afterHands = (painted: TimeWindow): TimeWindow => ({
  ...painted,
  top: heldTop.peek() ?? painted.top,
  spanMs: chosenSpan.peek() ?? painted.spanMs,
});

/** Brings a stretch of time into sight if it is not. */
export function reveal(window: TimeWindow, from: SimMs, to: SimMs): void {
  const end = window.top + window.spanMs;
  if (from >= window.top && from <= end) return;
  const spanMs = Math.max(window.spanMs, (to - from) * 1.2);
  chosenSpan.value = spanMs;
  heldTop.value = simMs(from - spanMs * 0.2);
}

/** As at first. */
export function resetSight(): void {
  goLive();
  chosenSpan.value = undefined;
}
