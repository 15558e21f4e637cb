// The log's time as a clock. Whatever light does is measured by it, and not by the machine's clock,
// which may have been set back, or be another one than that of the log's machine.
import type { Clock, Dispose } from '../../../shared/time/clock.ts';
import { realMs } from '../../../shared/time/frames.ts';
import type { EventLog } from './event-log.ts';

/** Shows the time of `log`, and waits by `clock`, the machine's, as long as it takes. */
export function createLogClock(log: Pick<EventLog, 'now'>, clock: Clock): Clock {
  return {
    now: () => log.now(),
    wakeAt(at, run) {
      let dispose: Dispose = () => undefined;
      const wait = (leftMs: number): void => {
        dispose = clock.wakeAt(realMs(clock.now() + leftMs), () => {
          const stillMs = at - log.now();
          if (stillMs > 0) wait(stillMs);
          else run();
        });
      };
      if (at !== Infinity) wait(Math.max(0, at - log.now()));
      return () => dispose();
    },
  };
}
