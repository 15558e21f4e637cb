// The part of light.ts that needs the ephemeris. Imported lazily, and by nobody else.
import { positionKm } from '../../shared/space/ephemeris.ts';
import { createLightTimes } from '../../shared/space/light-time.ts';
import { isPlace, type PlaceTable } from '../../shared/space/place-table.ts';
import { arrivalAt } from '../../shared/space/places.ts';
import type { Predict } from './light.ts';

/** Heliocentric, J2000 equatorial, km. */
export const positionOf = positionKm;

const lightTimes = createLightTimes();

/** Arrivals as the server computes them, bit by bit, for the places of a table. */
export const createPredict =
  (table: PlaceTable): Predict =>
  (from, to, sentAt) =>
    isPlace(table, from) && isPlace(table, to)
      ? arrivalAt(lightTimes, table, { from, to, sentAt })
      : undefined;
