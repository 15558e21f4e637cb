// Warp, places and light times (control plane).
import * as v from 'valibot';
import { segment } from './clock.ts';
import { ask, notice } from './define.ts';
import { customPlace, way } from './event.ts';
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

/** How long one signal takes between each two places of a room, without any links, at `at`. */
const matrix = v.object({
  at: simTime,
  /** Bodies first, in the order of the table of bodies. */
  places: v.array(placeId),
  /** `lightMs[from][to]`: how long the light is under way. Not symmetric. */
  lightMs: v.array(v.array(v.number())),
  /** How long after it was sent it is there: also what holds it. null: it never is. */
  owltMs: v.array(v.array(v.nullable(v.number()))),
  /** The ways that somebody has set, as they are now. */
  ways: v.array(way),
});
export type Matrix = v.InferOutput<typeof matrix>;

/** Where the custom places of a room were and what its ways were like, since when; oldest first. */
const spaceHistory = v.object({
  places: v.array(
    v.object({
      place: customPlace,
      versions: v.array(v.object({ from: simTime, owltMs })),
    }),
  ),
  ways: v.array(v.object({ from: simTime, way })),
});
export type SpaceHistory = v.InferOutput<typeof spaceHistory>;

export const spaceAsks = {
  /** Simulated seconds per real second from now on, 0 to 1,000,000; for the host, or all (settings). */
  'space:warp': ask('control', {
    ask: v.object({ warp: range('warp', 0, 1_000_000) }),
    answer: v.object({ segment }),
  }),
  /** Adds a custom place, or gives one another distance (`id` given). */
  'space:place': ask('control', {
    ask: v.object({ id: v.optional(placeId), name, near: placeId, owltMs }),
    answer: v.object({ place: customPlace }),
  }),
  /** Says how signals get from one place to another, for what leaves from now on. */
  'space:way': ask('control', { ask: way, answer: v.object({ way }) }),
  /** Light times between each two places. Ask about once a second while somebody looks at it. */
  'space:matrix': ask('control', { ask: v.object({}), answer: matrix }),
  /** All that was ever said of places and ways: what an arrival follows from. */
  'space:history': ask('control', { ask: v.object({}), answer: spaceHistory }),
};

export const spaceNotices = {
  /** The custom places, all of them, after a change. */
  'space:places': notice('control', v.object({ places: v.array(customPlace) })),
  /** The ways that somebody has set, all of them, after a change. */
  'space:ways': notice('control', v.object({ ways: v.array(way) })),
  /** Once a second, to each place somebody is at. */
  'space:ranges': notice('control', ranges),
};
