// Timers that are never early: browsers cut fractions of a ms, and a lab that says "3 s" means it.
import type { Dispose } from '../../../shared/time/clock.ts';

/** Runs `run` once when at least `ms` have passed. */
export function setTimer(ms: number, run: () => void): Dispose {
  const dueMs = performance.now() + ms;
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    const left = dueMs - performance.now();
    if (left > 0) timer = setTimeout(wait, Math.ceil(left));
    else run();
  };
  timer = setTimeout(wait, Math.max(0, ms));
  return () => clearTimeout(timer);
}
