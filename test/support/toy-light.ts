// Light times for simulations: bodies that swing towards and away from each other, far slower than
// light, and not symmetric; a microsecond a call, where the ephemeris would take fifty.
import type { BodyId } from '../../shared/space/bodies.ts';
import type { LightTimes } from '../../shared/space/light-time.ts';

/** Mean one-way light times in s from the Sun; a pair is as far apart as both together. */
const REACH: { readonly [Id in BodyId]?: number } = { earth: 1, moon: 0.3, io: 900, mars: 200 };

export const toyLight: LightTimes = {
  owltMs(from, to, at) {
    if (from === to) return 0;
    const mean = 1000 * ((REACH[from] ?? 50) + (REACH[to] ?? 50));
    const swing = Math.sin(at / 3_600_000 + from.length - 2 * to.length);
    return mean * (1 + 0.2 * swing);
  },
};
