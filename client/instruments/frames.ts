// The one requestAnimationFrame loop of the instruments: what really gets drawn, and when not.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Dispose } from '../../shared/time/clock.ts';
import { createFrameLog, type FrameLog } from './frame-log.ts';
import type { Freeze } from './freeze.ts';

type OnFrame = (atMs: number) => void;

/** Freezes kept for the views. */
const FREEZES_KEPT = 50;

const watchers = new Set<OnFrame>();
const frozen = signal<readonly Freeze[]>([]);
let log: FrameLog = createFrameLog(performance.now());
let handle: number | undefined;

/** The freezes since the instruments run, oldest first; the last 50. */
export const freezes: ReadonlySignal<readonly Freeze[]> = frozen;

/** The frames of this page; 60 Hz values are read from here, never from a signal. */
export const frameLog = (): FrameLog => log;

/** Frames of the last second. */
export const framesPerSecond = (): number => log.fps(performance.now());

/** The longest time without a frame since `sinceMs`, of performance.now(); the one still open included. */
export const longestGapMs = (sinceMs: number): number =>
  log.longestGapMs(sinceMs, performance.now());

/** Runs `run` in each frame, after it has been counted, as long as the instruments run. */
export function onFrame(run: OnFrame): Dispose {
  watchers.add(run);
  return () => void watchers.delete(run);
}

/** Starts the loop; the disposer stops it. The log begins anew. */
export function startFrames(): Dispose {
  log = createFrameLog(performance.now());
  if (document.hidden) log.hide(performance.now());
  const tick = (): void => {
    handle = requestAnimationFrame(tick);
    // Not the time that the browser hands over: that is when it meant to draw, before any freeze.
    const now = performance.now();
    keep(log.frame(now));
    for (const run of watchers) run(now);
  };
  const onVisibility = (event: Event): void => {
    if (document.hidden) keep(log.hide(event.timeStamp));
    else log.show(performance.now());
  };
  document.addEventListener('visibilitychange', onVisibility);
  handle = requestAnimationFrame(tick);
  return () => {
    if (handle !== undefined) cancelAnimationFrame(handle);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

/** Resolves after the next drawn frame; at once if the page is hidden, where none would come. */
export function nextFrame(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      document.removeEventListener('visibilitychange', done);
      resolve();
    };
    document.addEventListener('visibilitychange', done);
    requestAnimationFrame(() => setTimeout(done));
  });
}

function keep(freeze: Freeze | undefined): void {
  if (freeze) frozen.value = [...frozen.peek(), freeze].slice(-FREEZES_KEPT);
}
