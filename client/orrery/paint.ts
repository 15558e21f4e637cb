// Paints the sky map: the scale, the spheres of light, the places, and a lens where a planet's moons
// would be one dot.

import { sayDuration } from '../../shared/time/format.ts';
import type { Palette } from '../ui/picture/palette.ts';
import type { Pen } from '../ui/picture/pen.ts';
import type { Glow, Lens, SkyFrame, Star } from './compose.ts';
import { LINE_PX, nameSpots, type Words } from './names.ts';
import { type Projection, ringsWithin } from './projection.ts';
import { centreAt, KM_PER_MS, length, minus, outline, radiusKm } from './space.ts';

/** With more spheres than this they have fewer corners: one sees a veil. */
const FINE_MAX = 60;
const FINE = 96;
const COARSE = 28;
/** A sphere whose centre is nearer to that of the map than this part of its radius is drawn round. */
const ROUND_PART = 0.02;

export function paintSky(context: Pen, frame: SkyFrame): void {
  const { palette, width, height, map } = frame;
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, width, height);
  const words = paintRings(context, frame);
  paintGlows(context, frame, map);
  paintStars(context, frame, { stars: frame.stars, projection: map, words });
  for (const lens of frame.lenses) paintLens(context, frame, lens);
  context.globalAlpha = 1;
}

/** Answers with where the words of the scale stand. */
function paintRings(context: Pen, { palette, map, isSmall, ...frame }: SkyFrame): readonly Words[] {
  const labels: Words[] = [];
  context.lineWidth = 1;
  context.font = `10.5px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { km, label } of ringsWithin(frame)) {
    const radius = map.radius(km);
    context.globalAlpha = palette.isForced ? 0.5 : 0.9;
    context.strokeStyle = palette.line;
    circle(context, map.centre, radius);
    context.stroke();
    const y = map.centre.y - radius;
    if (isSmall || radius < 26 || labels.some((other) => other.y - y < LINE_PX)) continue;
    const half = context.measureText(label).width / 2 + 6;
    context.fillStyle = palette.ground;
    context.globalAlpha = 1;
    context.fillRect(map.centre.x - half, y - 7, half * 2, 14);
    context.fillStyle = palette.inkFaint;
    context.fillText(label, map.centre.x, y);
    labels.push({ x: map.centre.x - half, y, wide: half * 2 });
  }
  return labels;
}

function paintGlows(context: Pen, frame: SkyFrame, projection: Projection) {
  const { glows, palette, at } = frame;
  if (glows.length > FINE_MAX) {
    paintCrowd(context, frame, projection);
    return;
  }
  const ordered = glows.toSorted((a, b) => Number(a.isLit) - Number(b.isLit));
  context.lineJoin = 'round';
  context.strokeStyle = palette.light;
  for (const glow of ordered) {
    const { sphere, isLit, isGhost } = glow;
    tracePath(context, frame, { sphere, projection, fine: FINE });

    // A sphere fades while it grows: the same light, thinner spread.
    const part = (at - sphere.startsAt) / Math.max(1, sphere.endsAt - sphere.startsAt);
    context.setLineDash(isGhost ? [3, 4] : []);
    if (!palette.isForced) {
      context.globalAlpha = (isLit ? 0.3 : 0.14) * (1 - part * 0.6);
      context.lineWidth = 7;
      context.stroke();
    }
    context.globalAlpha = isLit ? 1 : 1 - part * 0.45;
    context.lineWidth = isLit ? 2.5 : 1.5;
    context.stroke();
  }
  context.setLineDash([]);
}

/** Many spheres are of one weight; those about the middle of the map are circles. */
function paintCrowd(context: Pen, frame: SkyFrame, projection: Projection) {
  const { glows, palette, space, at } = frame;
  context.strokeStyle = palette.light;
  context.lineWidth = 1;
  context.globalAlpha = palette.isForced ? 1 : 0.5;
  /** Radii of circles, half px: two on the same half pixel are one. */
  const rings = new Set<number>();
  for (const { sphere } of glows) {
    const radius = radiusKm(sphere, at);
    const middle = projection.project(centreAt(space, sphere, at));
    const off = Math.hypot(middle.x - projection.centre.x, middle.y - projection.centre.y);
    const px = projection.radius(radius);
    if (projection === frame.map && off < px * ROUND_PART) {
      rings.add(Math.round(px * 2));
    } else {
      tracePath(context, frame, { sphere, projection, fine: COARSE });
      context.stroke();
    }
  }
  for (const ring of rings) {
    circle(context, projection.centre, ring / 2);
    context.stroke();
  }
}

interface Traced {
  readonly sphere: Glow['sphere'];
  readonly projection: Projection;
  readonly fine: number;
}

function tracePath(
  context: Pen,
  { space, at }: SkyFrame,
  { sphere, projection, fine }: Traced,
): void {
  const centre = centreAt(space, sphere, at);
  const points = outline(sphere, { centre, radius: radiusKm(sphere, at), fine });
  context.beginPath();
  for (const point of points) {
    const { x, y } = projection.project(point);
    context.lineTo(x, y);
  }
  context.closePath();
}

function paintStars(
  context: Pen,
  frame: SkyFrame,
  {
    stars,
    projection,
    words = [],
  }: { stars: readonly Star[]; projection: Projection; words?: readonly Words[] },
): void {
  const { palette, isSmall } = frame;
  const colourOf = (star: Star): string =>
    star.isPlace ? palette.hued(star.hue) : palette.inkFaint;
  for (const star of stars) {
    const at = projection.project(star.at);
    const colour = colourOf(star);
    context.globalAlpha = star.isPlace ? 1 : 0.8;
    context.fillStyle = colour;
    circle(context, at, star.isPlace ? (star.isHere ? 5 : 4) : star.id === 'sun' ? 3 : 1.75);
    context.fill();
    if (!star.isHere) continue;
    context.strokeStyle = colour;
    context.lineWidth = 1.25;
    circle(context, at, 9);
    context.stroke();
  }
  const fontOf = ({ isPlace }: Star): string =>
    `${isPlace ? 550 : 400} ${isSmall ? 11 : isPlace ? 12 : 10.5}px ${palette.font}`;
  const named = stars.filter(({ isPlace }) => !isSmall || (isPlace && projection === frame.map));
  const nameless = named.map((star) => {
    context.font = fontOf(star);
    const wide = context.measureText(star.name).width;
    const gap = star.isHere ? 13 : 9;
    return { at: projection.project(star.at), wide, gap, isPlace: star.isPlace };
  });
  const { centre, radiusPx } = projection;
  const within = (y: number) => {
    // Around the map there is room; a lens ends at its rim.
    const isOut = y < LINE_PX / 2 || y > frame.height - LINE_PX / 2;
    const rim = Math.sqrt(
      Math.max(0, (radiusPx - 2) ** 2 - (Math.abs(y - centre.y) + LINE_PX / 2) ** 2),
    );
    const reach = isOut ? 0 : projection === frame.map ? radiusPx + 60 : rim;
    return { from: Math.max(4, centre.x - reach), to: Math.min(frame.width - 4, centre.x + reach) };
  };
  const spots = nameSpots(nameless, { words, within });
  for (const [index, star] of named.entries()) {
    const spot = spots[index];
    if (!spot) continue;
    context.font = fontOf(star);
    write(context, palette, { text: star.name, ...spot, colour: colourOf(star) });
  }
}

function paintLens(context: Pen, frame: SkyFrame, lens: Lens): void {
  const { palette } = frame;
  const { projection, of, farKm, stars } = lens;
  const { centre, radiusPx } = projection;
  // A hair line from the dot on the map to the rim of its lens.
  const angle = Math.atan2(of.y - centre.y, of.x - centre.x);
  context.strokeStyle = palette.edge;
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.setLineDash([1, 4]);
  context.beginPath();
  context.moveTo(of.x - Math.cos(angle) * 8, of.y - Math.sin(angle) * 8);
  context.lineTo(centre.x + Math.cos(angle) * radiusPx, centre.y + Math.sin(angle) * radiusPx);
  context.stroke();
  context.setLineDash([]);
  context.save();
  circle(context, centre, radiusPx);
  context.globalAlpha = 1;
  context.fillStyle = palette.raised;
  context.fill();
  context.clip();
  const scaleMs = scaleFor(farKm / KM_PER_MS);
  context.strokeStyle = palette.line;
  circle(context, centre, projection.radius(scaleMs * KM_PER_MS));
  context.stroke();
  paintGlows(
    context,
    { ...frame, glows: frame.glows.filter((glow) => mayTouch(frame, glow, lens)) },
    projection,
  );
  paintStars(context, frame, { stars, projection });
  context.restore();
  context.globalAlpha = 1;
  context.strokeStyle = palette.edge;
  circle(context, centre, radiusPx);
  context.stroke();
  if (frame.isSmall) return;
  context.font = `10.5px ${palette.font}`;
  context.textAlign = 'center';
  context.fillStyle = palette.inkFaint;
  context.fillText(`ring: ${sayDuration(scaleMs)} of light`, centre.x, centre.y + radiusPx + 11);
}

/** Whether the surface of a sphere is anywhere near what a lens shows. */
function mayTouch({ space, at }: SkyFrame, { sphere }: Glow, { farKm, stars }: Lens): boolean {
  const [planet] = stars;
  if (!planet) return false;
  const far = length(minus(planet.at, centreAt(space, sphere, at)));
  return Math.abs(far - radiusKm(sphere, at)) < farKm * 1.5;
}

/** The largest round light time that fits into the lens. */
const scaleFor = (ms: number): number =>
  [60_000, 30_000, 10_000, 5_000, 2_000, 1_000, 500].find((scale) => scale <= ms * 0.9) ?? 200;

function write(
  context: Pen,
  palette: Palette,
  { text, x, y, colour }: { text: string; x: number; y: number; colour: string },
): void {
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = palette.ground;
  context.globalAlpha = 0.8;
  context.strokeText(text, x, y);
  context.globalAlpha = 1;
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

function circle(context: Pen, { x, y }: { x: number; y: number }, radius: number): void {
  context.beginPath();
  context.arc(x, y, Math.max(0, radius), 0, Math.PI * 2);
}
