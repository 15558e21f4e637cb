// Which lines and dots the diagram has at a moment: every light line in sight, cut at its light and
// sorted by how it is drawn, so that a thousand of them are a handful of paths. Pure.
import type { SimMs } from '../../shared/time/frames.ts';
import type { Receipts } from '../state/own-messages.ts';
import { type Leg, type Sighting, type Stage, stageOf } from '../state/sightings.ts';
import type { Point } from '../ui/picture/point.ts';
import type { Columns } from './columns.ts';
import {
  crossing,
  distanceTo,
  type LightLine,
  lightLine,
  partDone,
  pointOn,
  type TimeWindow,
} from './geometry.ts';

/** What the diagram is made of. */
export interface Scene {
  readonly window: TimeWindow;
  readonly columns: Columns;
  readonly here: string;
  /** The moment of which the picture tells what is known. */
  readonly at: SimMs;
  readonly isOmniscient: boolean;
  /** Only those that can be in sight. */
  readonly sightings: readonly Sighting[];
  readonly legsOf: (sighting: Sighting) => readonly Leg[];
  readonly receipts: Receipts;
  /** Keys that stand out; empty: none does. */
  readonly lit: ReadonlySet<string>;
}

/**
 * `later`: known now, but not yet at the moment shown; `news`: who came and went; `flown` and `ahead`:
 * the two parts of a line with its light on the way; the others as in Stage.
 */
export type StrokeKind =
  | 'later'
  | 'news'
  | 'arrived'
  | 'due'
  | 'confirmed'
  | 'flown'
  | 'lost'
  | 'ghost'
  | 'ahead';

/** Lines drawn alike. */
export interface Stroke {
  readonly kind: StrokeKind;
  /** The place whose colour it has. */
  readonly origin: string;
  readonly isLit: boolean;
  /** x1, y1, x2, y2 and so on. */
  readonly ends: number[];
}

export interface Dot extends Point {
  /** `crossed`: here a message that stands out and another one passed each other. */
  readonly kind: 'sent' | 'arrived' | 'expected' | 'lost' | 'light' | 'crossed';
  readonly origin: string;
  readonly isLit: boolean;
}

export interface Strokes {
  readonly lines: readonly Stroke[];
  readonly dots: readonly Dot[];
  /** The place of each message in sight for its words. */
  readonly labels: readonly { readonly sighting: Sighting; readonly at: Point }[];
}

export function collectStrokes(scene: Scene): Strokes {
  const { window, columns, here, at, isOmniscient, receipts, lit } = scene;
  const lines = new Map<string, Stroke>();
  const dots: Dot[] = [];
  const labels: { sighting: Sighting; at: Point }[] = [];
  const flights: Flight[] = [];
  const low = window.offset - MARGIN;
  const high = window.offset + window.height + MARGIN;

  /** Whether it was drawn: what would cover the line before it, to half a pixel, is left out. */
  const draw = (kind: StrokeKind, look: Look, line: LightLine): boolean => {
    const { origin, isLit } = look;
    const key = `${kind} ${origin} ${look.place} ${isLit}`;
    const known = lines.get(key);
    const stroke = known ?? { kind, origin, isLit, ends: [] };
    if (!known) lines.set(key, stroke);
    else if (!isLit && isCovered(stroke.ends, line)) return false;
    stroke.ends.push(line.from.x, line.from.y, line.to.x, line.to.y);
    return true;
  };

  for (const sighting of scene.sightings) {
    const { origin, sentAt, body } = sighting.event;
    const fromX = columns.x(origin);
    if (fromX === undefined) continue;
    const isLit = lit.has(sighting.key);
    const isNews = body.kind !== 'say';
    let isInSight = false;
    let isKnown = false;
    for (const leg of scene.legsOf(sighting)) {
      if (isNews && leg.place !== here) continue;
      const toX = columns.x(leg.place);
      if (toX === undefined) continue;
      const leavesAt = leg.leavesAt ?? sentAt;
      const line = lightLine(window, { fromX, toX, sentAt: leavesAt, arrivesAt: leg.arrivesAt });
      const held = lightLine(window, { fromX, toX: fromX, sentAt, arrivesAt: leavesAt });
      const stage = stageOf(sighting, { leg, at, here, receipts, isOmniscient });
      if (stage !== 'unknown') isKnown = true;
      if (line.to.y < low || held.from.y > high) continue;
      isInSight = true;
      const look = { origin, place: leg.place, isLit };
      if (!isNews && stage !== 'unknown' && lit.size > 0) flights.push({ look, line });
      if (isNews) {
        draw(stage === 'unknown' ? 'later' : 'news', look, line);
        continue;
      }
      if (stage !== 'flying') {
        const kind = stage === 'unknown' ? 'later' : stage;
        if (leg.leavesAt !== undefined) draw(kind, look, held);
        if (!draw(kind, look, line)) continue;
        dots.push({ ...line.to, kind: dotOf(stage), origin, isLit });
        continue;
      }
      const kind = sighting.isGhost ? 'ghost' : 'flown';
      const part = partDone(at, leavesAt, leg.arrivesAt);
      // While it is held it stays on the world line of its origin.
      const isHeld = at < leavesAt;
      const head = isHeld ? pointOn(held, partDone(at, sentAt, leavesAt)) : pointOn(line, part);
      if (leg.leavesAt !== undefined) draw(kind, look, isHeld ? { ...held, to: head } : held);
      if (!isHeld && !draw(kind, look, { from: line.from, to: head })) continue;
      draw('ahead', look, isHeld ? line : { from: head, to: line.to });
      dots.push({ ...head, kind: 'light', origin, isLit });
      dots.push({ ...line.to, kind: 'expected', origin, isLit });
    }
    const from = {
      x: fromX,
      y: lightLine(window, { fromX, toX: fromX, sentAt, arrivesAt: sentAt }).from.y,
    };
    if (from.y < low || from.y > high) continue;
    if (!isNews) dots.push({ ...from, kind: 'sent', origin, isLit });
    if (!isNews && (isKnown || !isInSight || isLit)) labels.push({ sighting, at: from });
  }
  dots.push(...crossingsOf(flights));
  return { lines: [...lines.values()], dots, labels };
}

/** The message whose light or origin is nearest to a point, within `reachPx`. */
export function pick(scene: Scene, point: Point, reachPx: number): Sighting | undefined {
  let best: Sighting | undefined;
  let bestPx = reachPx;
  for (const sighting of scene.sightings) {
    const { origin, sentAt, body } = sighting.event;
    const fromX = scene.columns.x(origin);
    if (body.kind !== 'say' || fromX === undefined) continue;
    const dot = lightLine(scene.window, { fromX, toX: fromX, sentAt, arrivesAt: sentAt });
    // Lines of one message share their origin: the dot there wins over lines that pass by.
    let px = Math.max(0, distanceTo(dot, point) - DOT_BONUS_PX);
    for (const leg of scene.legsOf(sighting)) {
      const toX = scene.columns.x(leg.place);
      if (toX === undefined) continue;
      const left = leg.leavesAt ?? sentAt;
      const line = lightLine(scene.window, { fromX, toX, sentAt: left, arrivesAt: leg.arrivesAt });
      px = Math.min(px, distanceTo(line, point));
    }
    if (px < bestPx) {
      best = sighting;
      bestPx = px;
    }
  }
  return best;
}

interface Look {
  readonly origin: string;
  readonly place: string;
  readonly isLit: boolean;
}

interface Flight {
  readonly look: Look;
  readonly line: LightLine;
}

/** Where the lines that stand out crossed others that went the opposite way. */
function crossingsOf(flights: readonly Flight[]): readonly Dot[] {
  if (flights.length > CROSSINGS_OF_MAX) return [];
  const found: Dot[] = [];
  for (const { look, line } of flights) {
    if (!look.isLit) continue;
    for (const other of flights) {
      if (other.look.origin !== look.place || other.look.place !== look.origin) continue;
      const at = crossing(line, other.line);
      if (at) found.push({ ...at, kind: 'crossed', origin: look.origin, isLit: true });
    }
  }
  return found;
}

/** Whether a line would cover the last one of `ends`. */
function isCovered(ends: readonly number[], { from, to }: LightLine): boolean {
  const last = ends.length - 4;
  return (
    Math.abs((ends[last] as number) - from.x) < COVERED_PX &&
    Math.abs((ends[last + 1] as number) - from.y) < COVERED_PX &&
    Math.abs((ends[last + 2] as number) - to.x) < COVERED_PX &&
    Math.abs((ends[last + 3] as number) - to.y) < COVERED_PX
  );
}

function dotOf(stage: Stage): Dot['kind'] {
  if (stage === 'lost') return 'lost';
  return stage === 'arrived' || stage === 'confirmed' ? 'arrived' : 'expected';
}

/** Lines that end this far outside are still drawn, for their dots. */
const MARGIN = 8;
const DOT_BONUS_PX = 4;
const COVERED_PX = 0.5;
const CROSSINGS_OF_MAX = 600;
