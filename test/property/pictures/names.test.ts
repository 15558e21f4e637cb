// The names on the sky map, at any hour: the moons stand where they really are, and none is cut off.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINE_PX, type Nameless, nameSpots } from '../../../client/orrery/names.ts';
import { lensMap } from '../../../client/orrery/projection.ts';
import { length, minus, toEcliptic } from '../../../client/orrery/space.ts';
import type { BodyId } from '../../../shared/space/bodies.ts';
import { positionKm } from '../../../shared/space/ephemeris.ts';
import { type SimMs, simMs } from '../../../shared/time/frames.ts';

const FAMILY = ['jupiter', 'io', 'europa', 'ganymede', 'callisto'] as const;
const MONTH = 30 * 86_400_000;
const CENTRE = { x: 600, y: 150 };

const lensAt = (at: SimMs, radiusPx: number, places: readonly BodyId[]) => {
  const spaceOf = (id: BodyId) => toEcliptic(positionKm(id, at));
  const centreKm = spaceOf('jupiter');
  const farKm = 1.25 * Math.max(...FAMILY.map((id) => length(minus(spaceOf(id), centreKm))));
  const { project } = lensMap({ centreKm, centre: CENTRE, radiusPx, farKm });
  const stars = FAMILY.map((id): Nameless => {
    const isPlace = places.includes(id);
    return { at: project(spaceOf(id)), wide: id.length * (isPlace ? 7.5 : 5.6), gap: 9, isPlace };
  });
  const within = (y: number) => {
    const reach = Math.sqrt(Math.max(0, radiusPx ** 2 - (Math.abs(y - CENTRE.y) + 7) ** 2));
    return { from: CENTRE.x - reach, to: CENTRE.x + reach };
  };
  return { stars, within, spots: nameSpots(stars, { words: [], within }) };
};

test('[P9] at any hour every place in a lens has its name, inside the rim, off all other names', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: MONTH }),
      fc.integer({ min: 75, max: 150 }),
      fc.subarray([...FAMILY], { minLength: 1, maxLength: 3 }),
      (after, radiusPx, places) => {
        const at = simMs(Date.UTC(2026, 10, 1) + after);
        const { stars, within, spots } = lensAt(at, radiusPx, places);
        const written = stars.flatMap((star, index) => {
          const spot = spots[index];
          if (star.isPlace) expect(spot, `${FAMILY[index]}`).toBeDefined();
          return spot ? [{ ...spot, wide: star.wide }] : [];
        });
        for (const [index, one] of written.entries()) {
          expect(one.x).toBeGreaterThanOrEqual(within(one.y).from);
          expect(one.x + one.wide).toBeLessThanOrEqual(within(one.y).to);
          for (const other of written.slice(index + 1)) {
            const isOff =
              Math.abs(one.y - other.y) >= LINE_PX - 1 ||
              one.x >= other.x + other.wide ||
              other.x >= one.x + one.wide;
            expect(isOff, 'two names on one another').toBe(true);
          }
        }
      },
    ),
    { numRuns: 1500 },
  );
});
