// Clock sync (control plane): how a tab learns the log's real time and the warp in force.
import * as v from 'valibot';
import { ask, notice } from './define.ts';
import { realTime, simTime } from './scalars.ts';

/** The warp segment in force: sim = `sim` + (real - `from`) * `warp`. */
const segment = v.object({ from: realTime, sim: simTime, warp: v.number() });
export type WireSegment = v.InferOutput<typeof segment>;

export const clockAsks = {
  /** Asked a few times; the answer with the shortest round trip gives the offset. */
  'clock:sync': ask('control', { ask: v.object({}), answer: v.object({ now: realTime }) }),
};

export const clockNotices = {
  /** The warp has changed; it holds at once, for everybody. */
  'clock:warped': notice('control', v.object({ segment })),
};

export { segment };
