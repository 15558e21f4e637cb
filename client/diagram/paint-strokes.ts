// Paints light: lines by kind, dots, and the words of messages where there is room.

import type { Palette } from '../ui/picture/palette.ts';
import type { Pen } from '../ui/picture/pen.ts';
import type { Point } from '../ui/picture/point.ts';
import { shorten } from '../ui/picture/shorten.ts';
import type { Frame } from './frame.ts';
import type { Dot, Stroke, StrokeKind, Strokes } from './strokes.ts';

interface Look {
  readonly alpha: number;
  readonly width: number;
  readonly dash: readonly number[];
  /** The order of the layers, the lowest first. */
  readonly layer: number;
}

/** Dashed is predicted, whole is known. */
const LOOKS: Record<StrokeKind, Look> = {
  later: { alpha: 0.16, width: 1, dash: [], layer: 0 },
  news: { alpha: 0.2, width: 1, dash: [], layer: 1 },
  ahead: { alpha: 0.4, width: 1, dash: [1, 4], layer: 2 },
  due: { alpha: 0.6, width: 1.25, dash: [5, 4], layer: 3 },
  arrived: { alpha: 0.75, width: 1.5, dash: [], layer: 4 },
  confirmed: { alpha: 0.75, width: 1.5, dash: [], layer: 4 },
  lost: { alpha: 0.5, width: 1, dash: [1, 3], layer: 3 },
  ghost: { alpha: 1, width: 1.5, dash: [2, 3], layer: 5 },
  flown: { alpha: 1, width: 2, dash: [6, 3], layer: 6 },
};

/** With more lines than this, dashes only cost time: one sees a veil, not lines. */
const DASHED_MAX = 600;
/** With more dots than this they are squares, all of a colour in one path, and empty ones are left out. */
const DOTS_MAX = 600;
const LABELS_MAX = 40;

export function paintStrokes(context: Pen, frame: Frame, { lines, dots, labels }: Strokes): void {
  const isAnyLit = frame.scene.lit.size > 0;
  const count = lines.reduce((sum, { ends }) => sum + ends.length / 4, 0);
  const isCrowd = count > DASHED_MAX;
  context.lineCap = 'butt';
  for (const line of lines.toSorted(byLayer)) {
    paintLine(context, frame, { line, isAnyLit, isCrowd });
  }
  context.setLineDash([]);
  if (dots.length > DOTS_MAX) paintCrowd(context, frame, dots);
  paintDots(context, frame, dots.length > DOTS_MAX ? dots.filter(isLitDot) : dots, isAnyLit);
  if (frame.hasWords) paintLabels(context, frame, labels);
  context.globalAlpha = 1;
}

const byLayer = (a: Stroke, b: Stroke): number =>
  Number(a.isLit) - Number(b.isLit) || LOOKS[a.kind].layer - LOOKS[b.kind].layer;

function paintLine(
  context: Pen,
  { palette, place }: Frame,
  {
    line: { kind, origin, isLit, ends },
    isAnyLit,
    isCrowd,
  }: { line: Stroke; isAnyLit: boolean; isCrowd: boolean },
): void {
  const { alpha, width, dash } = LOOKS[kind];
  context.beginPath();
  for (let index = 0; index < ends.length; index += 4) {
    context.moveTo(ends[index] as number, ends[index + 1] as number);
    context.lineTo(ends[index + 2] as number, ends[index + 3] as number);
  }
  context.strokeStyle = colourOf(kind, palette, palette.hued(place(origin).hue));
  context.globalAlpha = isLit
    ? Math.max(alpha, 0.9)
    : alpha * (isAnyLit ? 0.35 : isCrowd ? 0.6 : 1);
  // Lines of a pixel are cheap; a crowd of wider ones is a blot anyway.
  context.lineWidth = isLit ? width + 0.75 : isCrowd ? 1 : width;
  context.setLineDash(isCrowd && !isLit ? [] : (dash as number[]));
  context.stroke();
}

function colourOf(kind: StrokeKind, palette: Palette, hued: string): string {
  switch (kind) {
    case 'flown':
    case 'ghost':
      return palette.light;
    case 'ahead':
    case 'later':
    case 'news':
      return palette.inkSoft;
    default:
      return hued;
  }
}

function paintDots(
  context: Pen,
  { palette, place }: Frame,
  dots: readonly Dot[],
  isAnyLit: boolean,
): void {
  const lights: Dot[] = [];
  for (const dot of dots) {
    if (dot.kind === 'light') {
      lights.push(dot);
      continue;
    }
    const { x, y, kind, origin, isLit } = dot;
    if (kind === 'crossed') {
      context.globalAlpha = 1;
      context.strokeStyle = palette.ink;
      context.lineWidth = 1.25;
      context.strokeRect(x - 3.5, y - 3.5, 7, 7);
      continue;
    }
    context.globalAlpha = isAnyLit && !isLit ? 0.35 : 1;
    if (kind === 'lost') {
      paintCross(context, { x, y }, palette.ink);
      continue;
    }
    const colour = palette.hued(place(origin).hue);
    context.beginPath();
    context.arc(x, y, kind === 'sent' ? 4 : 3, 0, TURN);
    context.fillStyle = kind === 'expected' ? palette.ground : colour;
    context.strokeStyle = kind === 'expected' ? colour : palette.ground;
    context.lineWidth = kind === 'expected' ? 1.25 : 1.5;
    context.fill();
    context.stroke();
  }
  context.fillStyle = palette.light;
  context.globalAlpha = palette.isDark ? 0.22 : 0.32;
  for (const { x, y } of lights) fillDisc(context, x, y, 8);
  context.globalAlpha = 1;
  // On paper the yellow alone would be too faint for a dot of this size.
  context.strokeStyle = palette.isDark ? palette.ground : palette.lightInk;
  context.lineWidth = 1;
  for (const { x, y } of lights) {
    fillDisc(context, x, y, 3.5);
    context.stroke();
  }
}

/** Here something would have arrived. */
function paintCross(context: Pen, { x, y }: Point, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x - 3.5, y - 3.5);
  context.lineTo(x + 3.5, y + 3.5);
  context.moveTo(x - 3.5, y + 3.5);
  context.lineTo(x + 3.5, y - 3.5);
  context.stroke();
}

const isLitDot = ({ isLit }: Dot): boolean => isLit;

function paintCrowd(context: Pen, { palette, place }: Frame, dots: readonly Dot[]): void {
  const squares = new Map<string, { at: Dot[]; colour: string }>();
  for (const dot of dots) {
    const { kind, origin } = dot;
    if (kind === 'expected') continue;
    const key = kind === 'light' ? kind : origin;
    const colour = kind === 'light' ? palette.light : palette.hued(place(origin).hue);
    const entry = squares.get(key) ?? { at: [], colour };
    squares.set(key, entry);
    entry.at.push(dot);
  }
  context.globalAlpha = 1;
  for (const { at, colour } of squares.values()) {
    context.beginPath();
    for (const { x, y } of at) context.rect(Math.round(x) - 1, Math.round(y) - 1, 3, 3);
    context.fillStyle = colour;
    context.fill();
  }
}

function fillDisc(context: Pen, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, TURN);
  context.fill();
}

/** The words of messages beside where they were said; where two would touch, the newer stays. */
function paintLabels(
  context: Pen,
  { palette, scene, width }: Frame,
  labels: Strokes['labels'],
): void {
  const taken: { left: number; right: number; y: number }[] = [];
  context.textBaseline = 'middle';
  context.font = `12px ${palette.font}`;
  const first = scene.columns.places[0];
  const wanted = labels.toReversed().sort((a, b) => litRank(scene, b) - litRank(scene, a));
  for (const { sighting, at } of wanted.slice(0, LABELS_MAX)) {
    const { body, origin } = sighting.event;
    if (body.kind !== 'say') continue;
    const isLit = scene.lit.has(sighting.key);
    // The leftmost line has the words on its left only if there is room; others on the outer side.
    const isLeft = origin !== first && at.x > width / 2 && width - at.x < LABEL_PX;
    const room = Math.max(60, Math.min(LABEL_PX, scene.columns.room(origin) - 24));
    const text = shorten(context, body.text.replace(/\s+/g, ' '), isLit ? LABEL_PX : room);
    const wide = context.measureText(text).width;
    const left = isLeft ? at.x - 10 - wide : at.x + 10;
    const y = at.y - 9;
    const box = { left, right: left + wide, y };
    const touches = taken.some(
      (other) => other.left < box.right && box.left < other.right && Math.abs(other.y - y) < 15,
    );
    if (touches && !isLit) continue;
    taken.push(box);
    context.textAlign = 'left';
    context.lineJoin = 'round';
    context.lineWidth = 4;
    context.strokeStyle = palette.ground;
    context.globalAlpha = 0.85;
    context.strokeText(text, left, y);
    context.globalAlpha = scene.lit.size > 0 && !isLit ? 0.45 : 1;
    context.fillStyle = isLit ? palette.ink : palette.isForced ? palette.ink : palette.inkSoft;
    context.fillText(text, left, y);
  }
}

const litRank = (scene: Frame['scene'], { sighting }: Strokes['labels'][number]): number =>
  scene.lit.has(sighting.key) ? 1 : 0;

const LABEL_PX = 220;
const TURN = Math.PI * 2;
