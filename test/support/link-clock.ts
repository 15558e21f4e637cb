// A clock that only moves when told, for the tests of the link layer.
import type { Clock } from '../../shared/time/clock.ts';
import { type RealMs, realMs } from '../../shared/time/frames.ts';

export interface LinkClock extends Clock {
  /** Moves on, running what falls due on the way, each at its own time. */
  advance(ms: number): void;
  /** How many wake-ups are wanted. */
  readonly armed: number;
}

/** Starts at `startMs`. */
export function createLinkClock(startMs = 1_000_000): LinkClock {
  let now = startMs;
  let wanted: { at: RealMs; run: () => void }[] = [];
  return {
    now: () => realMs(now),
    wakeAt(at, run) {
      const entry = { at, run };
      if (at !== Infinity) wanted.push(entry);
      return () => {
        wanted = wanted.filter((other) => other !== entry);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = wanted.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = Math.max(now, next.at);
        wanted = wanted.filter((other) => other !== next);
        next.run();
      }
      now = end;
    },
    get armed() {
      return wanted.length;
    },
  };
}
