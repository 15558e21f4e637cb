// The geometry of the space-time diagram: simulated time runs down, every place is a vertical line,
// light is a straight line between two of them. Pure; pixels are CSS pixels.
//
//        Earth          Io
//          |             |
//   sentAt o__           |
//          |  --__       |        a light line ends exactly at the arrival
//   ~~~~~~~|~~~~~~*~~~~~~|~~~~~   the now-line, with the light on it
//          |        --__ |
//          |            -o arrivesAt
import { type SimMs, simMs } from '../../shared/time/frames.ts';
import type { Point } from '../ui/picture/point.ts';

/** The part of time in sight: `spanMs` from `top` on, on `height` px below `offset`. */
export interface TimeWindow {
  readonly top: SimMs;
  readonly spanMs: number;
  readonly offset: number;
  readonly height: number;
}

/** From where light leaves to where it arrives. */
export interface LightLine {
  readonly from: Point;
  readonly to: Point;
}

export const yAt = ({ top, spanMs, offset, height }: TimeWindow, at: SimMs): number =>
  offset + ((at - top) / spanMs) * height;

export const timeAt = ({ top, spanMs, offset, height }: TimeWindow, y: number): SimMs =>
  simMs(top + ((y - offset) / height) * spanMs);

/** Light from the world line at `fromX` to the one at `toX`. */
export function lightLine(
  window: TimeWindow,
  leg: { fromX: number; toX: number; sentAt: SimMs; arrivesAt: SimMs },
): LightLine {
  return {
    from: { x: leg.fromX, y: yAt(window, leg.sentAt) },
    to: { x: leg.toX, y: yAt(window, leg.arrivesAt) },
  };
}

/** How much of a leg is done at a moment, 0 to 1. */
export function partDone(at: SimMs, sentAt: SimMs, arrivesAt: SimMs): number {
  if (at >= arrivesAt) return 1;
  return at <= sentAt ? 0 : (at - sentAt) / (arrivesAt - sentAt);
}

export const pointOn = ({ from, to }: LightLine, part: number): Point => ({
  x: from.x + (to.x - from.x) * part,
  y: from.y + (to.y - from.y) * part,
});

/** Where two light lines cross, both ends included; undefined where they do not. */
export function crossing(a: LightLine, b: LightLine): Point | undefined {
  const ax = a.to.x - a.from.x;
  const ay = a.to.y - a.from.y;
  const bx = b.to.x - b.from.x;
  const by = b.to.y - b.from.y;
  const turn = ax * by - ay * bx;
  if (turn === 0) return undefined;
  const dx = b.from.x - a.from.x;
  const dy = b.from.y - a.from.y;
  const onA = (dx * by - dy * bx) / turn;
  const onB = (dx * ay - dy * ax) / turn;
  return onA >= 0 && onA <= 1 && onB >= 0 && onB <= 1 ? pointOn(a, onA) : undefined;
}

/**
 * The edge of the past light cone of `here` at `at`, from left to right: on each world line, the
 * moment whose light arrives here just then. `backMs`: how long light takes from a place to here.
 */
export function coneEdge(
  window: TimeWindow,
  cone: {
    /** From left to right. */
    places: readonly string[];
    x: (place: string) => number;
    here: string;
    at: SimMs;
    backMs: (place: string) => number;
  },
): readonly Point[] {
  return cone.places.map((place) => {
    const left = place === cone.here ? cone.at : simMs(cone.at - cone.backMs(place));
    return { x: cone.x(place), y: yAt(window, left) };
  });
}

/** How far a point is from the segment of a light line, px. */
export function distanceTo({ from, to }: LightLine, { x, y }: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length;
  const part = Math.min(1, Math.max(0, along));
  return Math.hypot(from.x + dx * part - x, from.y + dy * part - y);
}

/** The window after zooming by `factor` (above 1: closer) about the time that stands at `y`. */
export function zoomAbout(window: TimeWindow, y: number, factor: number): TimeWindow {
  const spanMs = Math.min(SPAN_MS_MAX, Math.max(SPAN_MS_MIN, window.spanMs / factor));
  const still = timeAt(window, y);
  const top = simMs(still - ((y - window.offset) / window.height) * spanMs);
  return { ...window, top, spanMs };
}

/** A tenth of a second in sight is the closest, two centuries the widest. */
export const SPAN_MS_MIN = 100;
export const SPAN_MS_MAX = 200 * 365.25 * 86_400_000;
