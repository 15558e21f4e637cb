// The one clock of a real server: real ms that never run back, and a timer that is never early. It is
// here because the link layer has to be whole when it is taken out.
import type { Clock } from '../../shared/time/clock.ts';
import { realMs } from '../../shared/time/frames.ts';

/** Above 2^31 - 1 ms Node fires at once; a longer wait is made of several. */
const TIMER_MS_MAX = 2 ** 31 - 1;

/** Time by `performance.now`, which no change of the system clock moves. */
export function createRealClock(): Clock {
  const now = () => realMs(performance.timeOrigin + performance.now());
  return {
    now,
    wakeAt(at, run) {
      let timer: NodeJS.Timeout | undefined;
      const wait = (): void => {
        const restMs = Math.max(0, at - now());
        // Node cuts fractions and counts from a time it took up to 1 ms ago: look again, then run.
        timer = setTimeout(
          () => (now() >= at ? run() : wait()),
          Math.min(Math.ceil(restMs), TIMER_MS_MAX),
        );
        timer.unref();
      };
      if (at !== Infinity) wait();
      return () => clearTimeout(timer);
    },
  };
}
