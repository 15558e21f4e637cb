// From space to the map: the direction as seen from above the ecliptic, the distance from the centre
// on a logarithmic scale (the map) or a plain one (a lens). Pure.
import type { Point } from '../ui/picture/point.ts';
import { KM_PER_MS, length, minus, type Vector } from './space.ts';

export interface Projection {
  project(point: Vector): Point;
  /** The radius on the map of a distance from the centre, px. */
  radius(km: number): number;
  readonly centre: Point;
  readonly radiusPx: number;
}

export interface MapOptions {
  /** The middle of the map in space, and on the canvas. */
  readonly centreKm: Vector;
  readonly centre: Point;
  readonly radiusPx: number;
  /** Below this distance the scale turns from logarithmic to plain. */
  readonly nearKm: number;
  /** What stands at the rim. */
  readonly farKm: number;
}

export function logMap({ centreKm, centre, radiusPx, nearKm, farKm }: MapOptions): Projection {
  const whole = Math.log1p(farKm / nearKm);
  const radius = (km: number): number => (Math.log1p(km / nearKm) / whole) * radiusPx;
  return {
    centre,
    radiusPx,
    radius,
    project(point) {
      const from = minus(point, centreKm);
      const flat = Math.hypot(from.x, from.y);
      if (flat === 0)
        return { x: centre.x, y: centre.y - (from.z === 0 ? 0 : radius(Math.abs(from.z))) };
      const part = radius(length(from)) / flat;
      // North of the ecliptic is towards the reader, so angles run against the clock.
      return { x: centre.x + from.x * part, y: centre.y - from.y * part };
    },
  };
}

/** A lens: the same view without the logarithm, `farKm` at its rim. */
export function lensMap({
  centreKm,
  centre,
  radiusPx,
  farKm,
}: Omit<MapOptions, 'nearKm'>): Projection {
  const part = radiusPx / farKm;
  return {
    centre,
    radiusPx,
    radius: (km) => km * part,
    project(point) {
      const from = minus(point, centreKm);
      return { x: centre.x + from.x * part, y: centre.y - from.y * part };
    },
  };
}

const SECOND = 1000 * KM_PER_MS;
const RINGS: readonly { readonly km: number; readonly label: string }[] = [
  { km: SECOND, label: '1 light-second' },
  { km: 10 * SECOND, label: '10 light-seconds' },
  { km: 60 * SECOND, label: '1 light-minute' },
  { km: 600 * SECOND, label: '10 light-minutes' },
  { km: 3600 * SECOND, label: '1 light-hour' },
  { km: 36_000 * SECOND, label: '10 light-hours' },
  { km: 30 * 86_400 * SECOND, label: '1 light-month' },
  { km: 365.25 * 86_400 * SECOND, label: '1 light-year' },
  { km: 3652.5 * 86_400 * SECOND, label: '10 light-years' },
];

/** The rings of the scale that fit on a map, the smallest first. */
export const ringsWithin = ({ nearKm, farKm }: Pick<MapOptions, 'nearKm' | 'farKm'>) =>
  RINGS.filter(({ km }) => km >= nearKm && km <= farKm);
