// How far everything is: once a second, to each place that somebody listens at.
import { BODIES } from '../../shared/space/bodies.ts';
import { distanceKm } from '../../shared/space/light-time.ts';
import { customPlaces } from '../../shared/space/place-table.ts';
import { type SimMs, simMs } from '../../shared/time/frames.ts';
import type { Ranges, RangeTo } from '../../shared/wire/space.ts';
import type { Room } from '../chat/room.ts';

/** All bodies and custom places of the room, seen from `place` now; not the place itself. */
export function rangesFrom(room: Room, place: string): Ranges {
  // A moment ahead, so that a change of a place shows even while the clock is paused.
  const at = simMs(room.simNow() + 1);
  const others = [...BODIES, ...customPlaces(room.world.places)].filter(({ id }) => id !== place);
  return {
    place,
    at,
    ranges: others.map(({ id }) => rangeBetween(room, { from: place, to: id, at })),
  };
}

function rangeBetween(
  room: Room,
  { from, to, at }: { from: string; to: string; at: SimMs },
): RangeTo {
  const outMs = room.expect(from, to, at) - at;
  const backMs = room.expect(to, from, at) - at;
  return { place: to, outMs, backMs, distanceKm: distanceKm(room.lightMs(from, to, at)) };
}
