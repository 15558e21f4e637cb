// The only way a core learns the time or waits. The server's clock and the tests' manual clock both
// fulfil this, so that twenty light minutes take no time in a test.
import type { RealMs } from './frames.ts';

/** Undoes a registration. Calling it twice does nothing more. */
export type Dispose = () => void;

export interface Clock {
  /** Real time now. Never decreases. */
  now(): RealMs;
  /**
   * Runs `run` once, at or after `at`, never before. A time that has passed runs as soon as the
   * caller has returned. `at` may be Infinity: then it never runs.
   */
  wakeAt(at: RealMs, run: () => void): Dispose;
}
