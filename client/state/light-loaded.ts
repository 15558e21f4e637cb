// The part of light.ts that needs the ephemeris. Imported lazily, and by nobody else.
import { positionKm } from '../../shared/space/ephemeris.ts';
import { createLightTimes } from '../../shared/space/light-time.ts';
import { isPlace } from '../../shared/space/place-table.ts';
import { arrivalAt } from '../../shared/space/places.ts';
import type { Space } from '../../shared/space/way-table.ts';
import type { Predict } from './light.ts';

/** Heliocentric, J2000 equatorial, km. */
export const positionOf = positionKm;

const lightTimes = createLightTimes();

/** Arrivals as the server computes them, bit by bit, for the places and ways of a room. */
export const createPredict =
  (space: Space): Predict =>
  (from, to, sentAt) =>
    isPlace(space.places, from) && isPlace(space.places, to)
      ? arrivalAt(lightTimes, space, { from, to, sentAt })
      : undefined;
