// The part of light.ts that needs the ephemeris. Imported lazily, and by nobody else.
import { isBodyId } from '../../shared/space/bodies.ts';
import { positionKm } from '../../shared/space/ephemeris.ts';
import { createLightTimes } from '../../shared/space/light-time.ts';
import { isPlace, type PlaceHistory, type PlaceVersion } from '../../shared/space/place-table.ts';
import {
  arrivalAt,
  type Departure,
  expectedAt,
  latestDeparture,
  lightMsAt,
} from '../../shared/space/places.ts';
import { noWays, type Space } from '../../shared/space/way-table.ts';
import { type SimMs, simMs } from '../../shared/time/frames.ts';
import type { Light, Spot } from './light.ts';
import type { Course } from './sightings.ts';

const lightTimes = createLightTimes();

/** Light as the server reckons it, bit by bit, in the space of a room. */
export function createLight(space: Space): Light {
  const areKnown = (...ids: string[]) => ids.every((id) => isPlace(space.places, id));
  return {
    positionKm,
    course: (from, to, sentAt) =>
      areKnown(from, to) ? courseIn(space, { from, to, sentAt }) : undefined,
    lastDeparture: (from, to, arrivedBy) =>
      areKnown(from, to) ? latestDeparture(lightTimes, space, { from, to, arrivedBy }) : undefined,
    spot: (place, at) => spotOf(space, place, at),
  };
}

/** Longer than what rounding to ticks makes of a light time, ms. */
const HELD_MS_MIN = 1;
/** Rounds of the fixed point; each gains four digits. */
const ROUNDS = 4;

function courseIn(space: Space, departure: Departure): Course {
  const { sentAt } = departure;
  const arrivesAt = expectedAt(lightTimes, space, departure);
  const lightMs = lightMsAt(lightTimes, space, departure);
  const free: Space = freeOf(space);
  const isFixed = lightMs !== lightMsAt(lightTimes, free, departure);
  let left = simMs(arrivesAt - lightMs);
  // What is held leaves later, when its way has another length.
  for (let round = 0; !isFixed && round < ROUNDS; round++) {
    left = simMs(arrivesAt - lightMsAt(lightTimes, free, { ...departure, sentAt: left }));
  }
  return {
    arrivesAt,
    ...(left - sentAt >= HELD_MS_MIN && { leavesAt: left }),
    ...(isFixed && { isFixed }),
    ...(arrivalAt(lightTimes, space, departure) === Infinity && { isLost: true }),
  };
}

const freed = new WeakMap<Space, Space>();

/** The same places without anything said about ways. One object each: routes are kept by it. */
function freeOf(space: Space): Space {
  const free = freed.get(space) ?? { places: space.places, ways: noWays };
  freed.set(space, free);
  return free;
}

function spotOf({ places }: Space, place: string, at: SimMs): Spot | undefined {
  if (isBodyId(place)) return { body: place, owltMs: 0 };
  const history = places.get(place);
  return history && { body: history.near, owltMs: versionAt(history, at).owltMs };
}

/** The version that holds for light that leaves at `at`: a change holds just after its own instant. */
const versionAt = ({ versions }: PlaceHistory, at: SimMs): PlaceVersion =>
  versions.findLast(({ from }) => from < at) ?? versions[0];
