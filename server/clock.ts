// The real clock: monotonic from its start on, so that a jump of the wall clock moves nothing.
import type { Clock } from '../shared/time/clock.ts';
import { type RealMs, realMs } from '../shared/time/frames.ts';

/** setTimeout with more than this fires at once. */
const TIMEOUT_MAX_MS = 2 ** 31 - 1;

/** The wall clock as it is now, carried on by the monotonic one. */
export function createSystemClock(): Clock {
  const start = Date.now() - performance.now();
  const now = (): RealMs => realMs(start + performance.now());

  return {
    now,
    wakeAt(at, run) {
      let timer: NodeJS.Timeout | undefined;
      const wait = (): void => {
        if (now() < at) arm();
        else run();
      };
      // A timer's fraction is cut, and then it fires early: so round up, and look again.
      const arm = (): void => {
        const left = Math.max(0, Math.ceil(at - now()));
        timer = setTimeout(wait, Math.min(left, TIMEOUT_MAX_MS));
      };
      if (at !== Infinity) arm();
      return () => clearTimeout(timer);
    },
  };
}
