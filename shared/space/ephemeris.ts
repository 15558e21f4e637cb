// Where the bodies are. The astronomy is astronomy-engine's (VSOP87, L1.2 for Jupiter's moons), and so
// is the step from UTC to terrestrial time; this file only joins the two into one frame.
import { AstroTime, Body, HelioVector, JupiterMoons, KM_PER_AU } from 'astronomy-engine';
import type { SimMs } from '../time/frames.ts';
import type { BodyId } from './bodies.ts';

/** Kilometres in J2000 equatorial axes. */
export interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** 2000-01-01T12:00Z, from where the library counts days. */
export const J2000 = 946_728_000_000;
export const DAY_MS = 86_400_000;

/**
 * Where a body is, seen from the centre of the Sun, km. Within about 1 arc minute of JPL's DE441 from
 * 1600 to 2400; Earth's Moon within 30 km. `at`: a finite time.
 */
export function positionKm(body: BodyId, at: SimMs): Vector {
  const time = new AstroTime((at - J2000) / DAY_MS);
  const moon = JOVIAN[body];
  const { x, y, z } = HelioVector(moon ? Body.Jupiter : HELIOCENTRIC[body], time);
  if (!moon) return { x: x * KM_PER_AU, y: y * KM_PER_AU, z: z * KM_PER_AU };
  const offset = JupiterMoons(time)[moon];
  return {
    x: (x + offset.x) * KM_PER_AU,
    y: (y + offset.y) * KM_PER_AU,
    z: (z + offset.z) * KM_PER_AU,
  };
}

type Jovian = 'io' | 'europa' | 'ganymede' | 'callisto';

const JOVIAN: Partial<Record<BodyId, Jovian>> = {
  io: 'io',
  europa: 'europa',
  ganymede: 'ganymede',
  callisto: 'callisto',
};

/** What the library calls them; a moon of Jupiter stands under its planet. */
const HELIOCENTRIC: Record<BodyId, Body> = {
  earth: Body.Earth,
  moon: Body.Moon,
  io: Body.Jupiter,
  ganymede: Body.Jupiter,
  mars: Body.Mars,
  jupiter: Body.Jupiter,
  europa: Body.Jupiter,
  callisto: Body.Jupiter,
  sun: Body.Sun,
  mercury: Body.Mercury,
  venus: Body.Venus,
  saturn: Body.Saturn,
  uranus: Body.Uranus,
  neptune: Body.Neptune,
  pluto: Body.Pluto,
};
