// Starts and stops all instruments of the page together.
import type { Dispose } from '../../shared/time/clock.ts';
import { startFrames } from './frames.ts';
import { startInp } from './inp.ts';
import { startInputDelay } from './input-delay.ts';
import { startLongFrames } from './long-frames.ts';
import { startTimerDrift } from './timer-drift.ts';

let users = 0;
let disposers: readonly Dispose[] = [];

/** Whoever shows a reading calls this; the last one to let go stops them. */
export function startInstruments(): Dispose {
  users += 1;
  if (users === 1) {
    disposers = [
      startFrames(),
      startTimerDrift(),
      startInputDelay(),
      startInp(),
      startLongFrames(),
    ];
  }
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    users -= 1;
    if (users === 0) for (const dispose of disposers) dispose();
  };
}
