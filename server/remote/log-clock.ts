// The clocks of a room as a program far from its server knows them: the log's real time by the sample
// with the shortest round trip, and the simulated time that follows from the warp segment in force.
import { type RealMs, realMs, type SimMs } from '../../shared/time/frames.ts';
import { realAt, simAt } from '../../shared/time/warp.ts';
import type { WireSegment } from '../../shared/wire/clock.ts';

const SAMPLES_KEPT = 8;

export interface LogClock {
  simNow(): SimMs;
  /** Real ms until the simulated clock shows `sim`; Infinity while paused; never below 0. */
  realUntil(sim: SimMs): number;
  readonly warp: number;
  /** From the answer to `room:enter`: good until there are samples. */
  start(now: RealMs, segment: WireSegment): void;
  /** The log's clock showed `now` in an answer to an ask of `askedAt`, by `performance.now`. */
  sample(now: RealMs, askedAt: number): void;
  /** A segment was told; the newest one counts. */
  change(segment: WireSegment): void;
}

export function createLogClock(): LogClock {
  let segment: WireSegment = { from: realMs(0), sim: 0 as SimMs, warp: 0 };
  let samples: { readonly offset: number; readonly roundTripMs: number }[] = [];
  const realNow = (): RealMs => {
    const best = samples.reduce((a, b) => (b.roundTripMs < a.roundTripMs ? b : a));
    return realMs(performance.now() + best.offset);
  };
  return {
    simNow: () => (samples.length === 0 ? segment.sim : simAt([segment], realNow())),
    realUntil(sim) {
      if (samples.length === 0) return Infinity;
      return Math.max(0, realAt([segment], sim) - realNow());
    },
    get warp() {
      return segment.warp;
    },
    start(now, from) {
      segment = from;
      samples = [{ offset: now - performance.now(), roundTripMs: Infinity }];
    },
    sample(now, askedAt) {
      const answeredAt = performance.now();
      const offset = now - (askedAt + answeredAt) / 2;
      const fresh = { offset, roundTripMs: answeredAt - askedAt };
      samples = [...samples, fresh].slice(-SAMPLES_KEPT);
    },
    change(next) {
      if (next.from >= segment.from) segment = next;
    },
  };
}
