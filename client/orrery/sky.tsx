// The sky map on its canvas, large or small. It stands still while nothing moves by a pixel.
import { useEffect, useRef } from 'preact/hooks';
import { light, loadLight } from '../state/light.ts';
import { groups, legs, picturedPlaces } from '../state/pictured.ts';
import { useKept } from '../ui/picture/kept.ts';
import { Surface } from '../ui/picture/surface.tsx';
import { type Centre, composeSky, type SkyFrame } from './compose.ts';
import { paintSky } from './paint.ts';
import { radiusKm } from './space.ts';

export interface SkyProps {
  readonly centre: Centre;
  readonly isSmall: boolean;
  readonly isPaused?: boolean;
}

export function Sky({ centre, isSmall, isPaused = false }: SkyProps) {
  const before = useRef<SkyFrame | undefined>(undefined);
  useEffect(() => void loadLight(), []);
  useKept([groups, legs, picturedPlaces, light]);
  return (
    <Surface
      paint={({ context, width, height, isFresh }) => {
        const sky = light.peek();
        const still = isPaused ? before.current : undefined;
        if (!sky || (still && !isFresh)) return;
        // Paused it stays the picture of that moment, for another pen too.
        const isSameBox = still?.width === width && still.height === height;
        const frame = isSameBox ? still : composeSky(sky, { width, height, centre, isSmall });
        if (!isFresh && before.current && isSameLook(before.current, frame)) return;
        before.current = frame;
        paintSky(context, frame);
      }}
    />
  );
}

function isSameLook(a: SkyFrame, b: SkyFrame): boolean {
  if (a.palette !== b.palette || a.stars.length !== b.stars.length) return false;
  if (a.glows.length !== b.glows.length) return false;
  const scales = [b.map, ...b.lenses.map(({ projection }) => projection)];
  const hasGrown = b.glows.some(({ sphere, isLit }, index) => {
    const before = a.glows[index];
    if (before?.sphere !== sphere || before.isLit !== isLit) return true;
    const [from, to] = [radiusKm(sphere, a.at), radiusKm(sphere, b.at)];
    const inSight = sphere.aims.length > 0 && b.glows.length <= LENSED_MAX ? scales : [b.map];
    return inSight.some((scale) => scale.radius(to) - scale.radius(from) > STILL_PX);
  });
  if (hasGrown) return false;
  if (a.map.centre.x !== b.map.centre.x || a.lenses.length !== b.lenses.length) return false;
  return b.stars.every((star, index) => {
    const old = a.stars[index];
    if (!old || old.id !== star.id || old.name !== star.name) return false;
    const from = a.map.project(old.at);
    const to = b.map.project(star.at);
    return Math.hypot(from.x - to.x, from.y - to.y) < STILL_PX;
  });
}

const STILL_PX = 0.25;
/** Of more spheres the lenses follow with the map. */
const LENSED_MAX = 60;
