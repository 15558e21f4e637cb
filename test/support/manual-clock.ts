// A clock that stands still until a test moves it: twenty light minutes take no time.
import type { Clock, Dispose } from '../../shared/time/clock.ts';
import { type RealMs, realMs } from '../../shared/time/frames.ts';

export interface ManualClock extends Clock {
  /** Moves on by `ms`, 0 or more, running what falls due. */
  advance(ms: number): void;
  /**
   * Moves on to `at`, not before now. Wake-ups run in the order of their times (ties: as they were
   * set), each while `now()` shows its own time; what they set in turn runs too if it falls due.
   */
  advanceTo(at: RealMs): void;
  /** Wake-ups set and not yet run, for tests of disposal. */
  readonly pending: number;
}

interface WakeUp {
  readonly at: RealMs;
  readonly run: () => void;
}

/** A clock that shows `startMs` real ms since 1970. */
export function createManualClock(startMs = 0): ManualClock {
  let now = realMs(startMs);
  const wakeUps = new Set<WakeUp>();

  /** Removes and returns the first wake-up due by `until`. */
  function takeNext(until: RealMs): WakeUp | undefined {
    let next: WakeUp | undefined;
    // A set iterates in the order in which things were added: of equal times the first set wins.
    for (const one of wakeUps) if (one.at <= until && (!next || one.at < next.at)) next = one;
    if (next) wakeUps.delete(next);
    return next;
  }

  function advanceTo(at: RealMs): void {
    if (!(at >= now && at < Infinity))
      throw new RangeError(`Expected a time from ${now}, got ${at}`);
    for (let next = takeNext(at); next; next = takeNext(at)) {
      now = realMs(Math.max(now, next.at));
      next.run();
    }
    now = at > now ? at : now;
  }

  return {
    now: () => now,
    wakeAt(at, run): Dispose {
      const wakeUp = { at, run };
      wakeUps.add(wakeUp);
      // The contract: what is due already runs as soon as the caller has returned, unadvanced.
      if (at <= now) {
        queueMicrotask(() => {
          if (wakeUps.delete(wakeUp)) run();
        });
      }
      return () => void wakeUps.delete(wakeUp);
    },
    advance: (ms) => advanceTo(realMs(now + ms)),
    advanceTo,
    get pending() {
      return wakeUps.size;
    },
  };
}
