// Warp, places and light times (control plane).
import * as v from 'valibot';
import { segment } from './clock.ts';
import { ask, notice } from './define.ts';
import { customPlace } from './event.ts';
import { name, owltMs, placeId, range, simTime } from './scalars.ts';

/** From the tab's place to another one, at `at`. Out and back differ: places move. */
const rangeTo = v.object({
  place: placeId,
  /** OWLT there for light that leaves now, and OWLT back for light that leaves there now. */
  outMs: v.number(),
  backMs: v.number(),
  /** The distance that light leaving now will have covered. */
  distanceKm: v.number(),
});
export type RangeTo = v.InferOutput<typeof rangeTo>;

/** All places of the room seen from `place`, bodies first, in the order of the table of bodies. */
const ranges = v.object({ place: placeId, at: simTime, ranges: v.array(rangeTo) });
export type Ranges = v.InferOutput<typeof ranges>;

export const spaceAsks = {
  'space:warp': ask('control', {
    ask: v.object({ warp: range('warp', 0, 1_000_000) }),
    answer: v.object({ segment }),
  }),
  /** Adds a custom place, or gives one another distance (`id` given). */
  'space:place': ask('control', {
    ask: v.object({ id: v.optional(placeId), name, near: placeId, owltMs }),
    answer: v.object({ place: customPlace }),
  }),
};

export const spaceNotices = {
  'space:places': notice('control', v.object({ places: v.array(customPlace) })),
  /** Once a second, to each place somebody is at. */
  'space:ranges': notice('control', ranges),
};
