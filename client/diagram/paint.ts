// Paints the space-time diagram. What is where comes from geometry and strokes; here are only the
// order of the layers, their colours and their weights.
import type { Pen } from '../ui/picture/pen.ts';
import type { Point } from '../ui/picture/point.ts';
import { shorten } from '../ui/picture/shorten.ts';
import type { Frame } from './frame.ts';
import { yAt } from './geometry.ts';
import { paintStrokes } from './paint-strokes.ts';
import { collectStrokes } from './strokes.ts';
import { ticksIn } from './ticks.ts';

export function paintDiagram(context: Pen, frame: Frame): void {
  const { palette, width, height } = frame;
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(0, frame.header, width, height - frame.header);
  context.clip();
  paintCone(context, frame);
  paintTicks(context, frame);
  paintWorldLines(context, frame);
  paintNow(context, frame);
  paintStrokes(context, frame, collectStrokes(frame.scene));
  context.restore();
  paintNames(context, frame);
  paintChip(context, frame);
}

function paintCone(context: Pen, { cone, scene, palette, ...frame }: Frame) {
  const [first] = cone;
  const last = cone.at(-1);
  if (!first || !last) return;
  const { gutter, width, header } = frame;
  context.beginPath();
  context.moveTo(gutter, header);
  context.lineTo(gutter, first.y);
  for (const { x, y } of cone) context.lineTo(x, y);
  context.lineTo(width, last.y);
  context.lineTo(width, header);
  context.fillStyle = palette.ink;
  context.globalAlpha = palette.isForced ? 0 : palette.isDark ? 0.045 : 0.05;
  context.fill();
  context.beginPath();
  context.moveTo(gutter, first.y);
  for (const { x, y } of cone) context.lineTo(x, y);
  context.lineTo(width, last.y);
  context.strokeStyle = palette.hued(frame.place(scene.here).hue);
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.stroke();
  context.globalAlpha = 1;
}

function paintTicks(context: Pen, { scene, palette, ...frame }: Frame) {
  const { window } = scene;
  const countMax = Math.max(2, Math.floor(window.height / TICK_PX));
  context.font = `11px ${palette.font}`;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  const chipY = yAt(window, scene.at);
  for (const { at, label } of ticksIn(window.top, window.spanMs, countMax)) {
    const y = Math.round(yAt(window, at)) + 0.5;
    context.strokeStyle = palette.line;
    context.globalAlpha = 0.6;
    context.beginPath();
    context.moveTo(frame.gutter, y);
    context.lineTo(frame.width, y);
    context.stroke();
    context.globalAlpha = 1;
    if (Math.abs(y - chipY) < CHIP_HEIGHT || y < frame.header + 8) continue;
    context.fillStyle = palette.inkFaint;
    context.fillText(label, frame.gutter - 10, y);
  }
}

/** A world line is bright as far as it is known here, and its own tab's doings are marked on mine. */
function paintWorldLines(context: Pen, frame: Frame) {
  const { scene, palette, header, height, cone } = frame;
  scene.columns.places.forEach((place, index) => {
    const x = scene.columns.x(place) ?? 0;
    const isHere = place === scene.here;
    const knownTo = scene.isOmniscient ? yAt(scene.window, scene.at) : (cone[index]?.y ?? header);
    context.strokeStyle = palette.hued(frame.place(place).hue);
    context.lineWidth = isHere ? 2.5 : 1.5;
    context.globalAlpha = 1;
    stroke(context, { x, y: header }, { x, y: Math.min(height, Math.max(header, knownTo)) });
    context.globalAlpha = palette.isForced ? 0.6 : 0.28;
    context.setLineDash([2, 4]);
    stroke(context, { x, y: Math.max(header, knownTo) }, { x, y: height });
    context.setLineDash([]);
  });
  context.globalAlpha = 1;
  for (const { kind, place, from, to, isOwn } of frame.activity) {
    const x = scene.columns.x(place);
    // Of others only the omniscient know.
    if (x === undefined || !(isOwn || scene.isOmniscient)) continue;
    const y = yAt(scene.window, from);
    // The shortest freeze of a second would be less than a pixel at most zooms: it stays visible.
    const end = Math.max(y + 2, yAt(scene.window, to ?? frame.now));
    if (end < header || y > height) continue;
    const isFrozen = kind === 'frozen';
    context.fillStyle = isFrozen ? palette.ice : palette.ground;
    context.fillRect(x - (isFrozen ? 4 : 2.5), y, isFrozen ? 8 : 5, end - y);
    if (isFrozen) continue;
    context.strokeStyle = palette.hued(frame.place(place).hue);
    context.lineWidth = 1;
    context.strokeRect(x - 2, y, 4, end - y);
  }
}

function paintNow(context: Pen, { scene, palette, ...frame }: Frame) {
  const clock = yAt(scene.window, frame.now);
  if (frame.now > scene.at && clock < frame.height) {
    context.strokeStyle = palette.inkFaint;
    context.globalAlpha = 0.7;
    context.lineWidth = 1;
    context.setLineDash([1, 3]);
    stroke(context, { x: frame.gutter, y: clock }, { x: frame.width, y: clock });
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
  const y = Math.round(yAt(scene.window, scene.at)) + 0.5;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1;
  stroke(context, { x: frame.gutter, y }, { x: frame.width, y });
}

function paintNames(context: Pen, { scene, palette, ...frame }: Frame) {
  context.globalAlpha = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const place of scene.columns.places) {
    const x = scene.columns.x(place) ?? 0;
    const { name, hue } = frame.place(place);
    context.font = `${place === scene.here ? 650 : 500} 12px ${palette.font}`;
    context.fillStyle = palette.hued(hue);
    context.fillText(shorten(context, name, scene.columns.room(place) - 6), x, frame.header / 2);
  }
}

/** Only the words of the moment have changed: nothing else is painted anew. */
export function repaintChip(context: Pen, frame: Frame): void {
  const y = yAt(frame.scene.window, frame.scene.at);
  if (y < frame.header + CHIP_HEIGHT) return;
  context.globalAlpha = 1;
  context.fillStyle = frame.palette.ground;
  context.fillRect(0, y - CHIP_HEIGHT / 2 - 1, frame.gutter - 3, CHIP_HEIGHT + 2);
  paintChip(context, frame);
}

/** The moment shown, on the axis. */
function paintChip(context: Pen, { scene, palette, ...frame }: Frame) {
  const y = yAt(scene.window, scene.at);
  if (y < frame.header || y > frame.height) return;
  context.font = `600 11px ${palette.font}`;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillStyle = palette.ink;
  const half = CHIP_HEIGHT / 2;
  const wide = context.measureText(frame.atWords).width + 12;
  context.beginPath();
  context.roundRect(frame.gutter - 4 - wide, y - half, wide, CHIP_HEIGHT, 3);
  context.fill();
  context.fillStyle = palette.ground;
  context.fillText(frame.atWords, frame.gutter - 10, y);
}

function stroke(context: Pen, from: Point, to: Point): void {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

const TICK_PX = 56;
const CHIP_HEIGHT = 18;
