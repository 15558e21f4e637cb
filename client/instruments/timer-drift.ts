// How late timers come: a chain of timers notes how long after its time each one ran.
import type { Dispose } from '../../shared/time/clock.ts';

const EVERY_MS = 100;
/** How far back the worst is looked for. */
const WINDOW_MS = 10_000;

export interface Tick {
  readonly atMs: number;
  readonly lateMs: number;
}

let ticks: readonly Tick[] = [];

/** The timers of the last 10 s, oldest first. */
export const timerTicks = (): readonly Tick[] => ticks;

/** How late the last timer was, in ms. */
export const timerDriftMs = (): number => ticks.at(-1)?.lateMs ?? 0;

/** The latest timer of the last 10 s, in ms. */
export const worstTimerDriftMs = (): number =>
  ticks.reduce((worst, { lateMs }) => Math.max(worst, lateMs), 0);

/** Starts the chain. Hidden tabs are not measured: browsers slow their timers down on purpose. */
export function startTimerDrift(): Dispose {
  let timer: ReturnType<typeof setTimeout>;
  let dueMs = 0;
  const arm = (): void => {
    dueMs = performance.now() + EVERY_MS;
    timer = setTimeout(ring, EVERY_MS);
  };
  const ring = (): void => {
    const atMs = performance.now();
    if (!document.hidden) {
      ticks = [
        ...ticks.filter((tick) => tick.atMs > atMs - WINDOW_MS),
        { atMs, lateMs: Math.max(0, atMs - dueMs) },
      ];
    }
    arm();
  };
  const onVisibility = (): void => {
    clearTimeout(timer);
    arm();
  };
  document.addEventListener('visibilitychange', onVisibility);
  arm();
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
