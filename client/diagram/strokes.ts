// Which lines and dots the diagram has at a moment: every light line in sight, cut at its light and
// sorted by how it is drawn, so that a thousand of them are a handful of paths. Pure.
import type { SimMs } from '../../shared/time/frames.ts';
import type { Receipts } from '../state/own-messages.ts';
import { type Leg, type Sighting, type Stage, stageOf } from '../state/sightings.ts';
import type { Point } from '../ui/picture/point.ts';
import type { Columns } from './columns.ts';
import {
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
  readonly kind: 'sent' | 'arrived' | 'expected' | 'light';
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
  const low = window.offset - MARGIN;
  const high = window.offset + window.height + MARGIN;

  const draw = (kind: StrokeKind, origin: string, isLit: boolean, { from, to }: LightLine) => {
    const key = `${kind} ${origin} ${isLit}`;
    const known = lines.get(key);
    const stroke = known ?? { kind, origin, isLit, ends: [] };
    if (!known) lines.set(key, stroke);
    stroke.ends.push(from.x, from.y, to.x, to.y);
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
      const line = lightLine(window, { fromX, toX, sentAt, arrivesAt: leg.arrivesAt });
      const stage = stageOf(sighting, { leg, at, here, receipts, isOmniscient });
      if (stage !== 'unknown') isKnown = true;
      if (line.to.y < low || line.from.y > high) continue;
      isInSight = true;
      if (isNews) {
        draw(stage === 'unknown' ? 'later' : 'news', origin, isLit, line);
        continue;
      }
      if (stage !== 'flying') {
        draw(stage === 'unknown' ? 'later' : stage, origin, isLit, line);
        dots.push({ ...line.to, kind: dotOf(stage), origin, isLit });
        continue;
      }
      const head = pointOn(line, partDone(at, sentAt, leg.arrivesAt));
      draw(sighting.isGhost ? 'ghost' : 'flown', origin, isLit, { from: line.from, to: head });
      draw('ahead', origin, isLit, { from: head, to: line.to });
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
      const line = lightLine(scene.window, { fromX, toX, sentAt, arrivesAt: leg.arrivesAt });
      px = Math.min(px, distanceTo(line, point));
    }
    if (px < bestPx) {
      best = sighting;
      bestPx = px;
    }
  }
  return best;
}

const dotOf = (stage: Stage): Dot['kind'] =>
  stage === 'arrived' || stage === 'confirmed' ? 'arrived' : 'expected';

/** Lines that end this far outside are still drawn, for their dots. */
const MARGIN = 8;
const DOT_BONUS_PX = 4;
