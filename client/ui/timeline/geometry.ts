// Where things stand in a timeline: a true time scale, rows, boxes. Pixels, from the top left. Pure.
import { endOf, type Span } from './span.ts';

export interface TimeScale {
  readonly fromMs: number;
  readonly toMs: number;
  /** The x of `fromMs` and of `toMs`. */
  readonly left: number;
  readonly right: number;
}

export const xAt = ({ fromMs, toMs, left, right }: TimeScale, ms: number): number =>
  left + ((ms - fromMs) / (toMs - fromMs)) * (right - left);

/** The time at an x, kept within the scale. */
export function msAt({ fromMs, toMs, left, right }: TimeScale, x: number): number {
  const part = (x - left) / Math.max(1, right - left);
  return fromMs + Math.min(1, Math.max(0, part)) * (toMs - fromMs);
}

export interface Rows {
  readonly rowHeight: number;
  /** Height of the bars in a row. */
  readonly barHeight: number;
  readonly height: number;
  /** Whether there is room for the name of each lane and for words on the bars. */
  readonly isNamed: boolean;
}

const ROW_HEIGHT_MAX = 36;
const ROW_HEIGHT_MIN = 3;
/** Below this, names would overlap. */
const ROW_HEIGHT_NAMED = 15;
const HEIGHT_MAX = 480;

/** Rows for so many lanes: roomy for a few, thin for two hundred. */
export function rowsFor(laneCount: number): Rows {
  const fitting = Math.floor(HEIGHT_MAX / Math.max(1, laneCount));
  const rowHeight = Math.min(ROW_HEIGHT_MAX, Math.max(ROW_HEIGHT_MIN, fitting));
  return {
    rowHeight,
    barHeight: rowHeight >= 24 ? 18 : Math.max(2, rowHeight - (rowHeight >= 8 ? 3 : 1)),
    height: rowHeight * Math.max(1, laneCount),
    isNamed: rowHeight >= ROW_HEIGHT_NAMED,
  };
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is shorter than this many pixels is drawn this wide, or nobody would see that it was there. */
export const BOX_WIDTH_MIN = 2;

/** The box of a span on row `row` (0 is the top one); what is outside the scale is cut off. */
export function boxOf(
  span: Span,
  { scale, rows, row, nowMs }: { scale: TimeScale; rows: Rows; row: number; nowMs: number },
): Box {
  const from = Math.max(scale.left, xAt(scale, span.fromMs));
  const to = Math.min(scale.right, xAt(scale, endOf(span, nowMs)));
  return {
    x: from,
    y: row * rows.rowHeight + (rows.rowHeight - rows.barHeight) / 2,
    width: Math.max(BOX_WIDTH_MIN, to - from),
    height: rows.barHeight,
  };
}

const TICK_GAP_PX = 64;

/** Times to write on the axis: round ones, at least 64 px apart, from the first to the last that fits. */
export function ticksOf(scale: TimeScale): readonly number[] {
  const room = Math.max(1, Math.floor((scale.right - scale.left) / TICK_GAP_PX));
  const step = roundStep((scale.toMs - scale.fromMs) / room);
  const first = Math.ceil(scale.fromMs / step);
  const last = Math.floor(scale.toMs / step + 1e-9);
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, index) => (first + index) * step,
  );
}

/** The next of 1, 2, 5, 10, 20 ... that is at least `least`. */
function roundStep(least: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(1e-6, least)));
  return size * ([1, 2, 5].find((factor) => factor * size >= least * (1 - 1e-9)) ?? 10);
}

/** An end for the scale that holds all of it with a little room, and grows in big steps only. */
export function roomFor(ms: number, atLeastMs: number): number {
  let end = Math.max(1, atLeastMs);
  while (end < ms) end *= 1.5;
  return end;
}
