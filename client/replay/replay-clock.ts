// The clock of a replay: simulated time that anybody may stop, turn and run at any speed, because it is
// that of one tab. Pure: real time comes in.
import { type SimMs, simMs } from '../../shared/time/frames.ts';

export interface ReplayClock {
  /** Where it begins and ends; it stops at the end. */
  readonly from: SimMs;
  readonly to: SimMs;
  /** It showed `sim` at `real`, ms of any real clock. */
  readonly sim: SimMs;
  readonly real: number;
  /** Simulated per real time, SPEED_MIN to SPEED_MAX. */
  readonly speed: number;
  readonly isPlaying: boolean;
}

export const SPEED_MIN = 0.1;
export const SPEED_MAX = 1_000_000;
/** Real ms that a whole recording takes at first. */
const WHOLE_MS = 30_000;

/** Stands at `at`; a whole recording plays in half a minute. */
export function startReplay(from: SimMs, to: SimMs, at: SimMs): ReplayClock {
  const speed = clampSpeed(Number(((to - from) / WHOLE_MS).toPrecision(2)));
  return { from, to, sim: at, real: 0, speed, isPlaying: false };
}

export function simAtReplay(clock: ReplayClock, real: number): SimMs {
  const { from, to, sim, speed, isPlaying } = clock;
  const now = isPlaying ? sim + Math.max(0, real - clock.real) * speed : sim;
  return simMs(Math.min(to, Math.max(from, now)));
}

/** Plays on; from the beginning if it stands at the end. */
export function play(clock: ReplayClock, real: number): ReplayClock {
  const now = simAtReplay(clock, real);
  return { ...clock, sim: now >= clock.to ? clock.from : now, real, isPlaying: true };
}

export function pause(clock: ReplayClock, real: number): ReplayClock {
  return { ...clock, sim: simAtReplay(clock, real), real, isPlaying: false };
}

/** Goes to a time, playing or not as before. */
export function seek(clock: ReplayClock, real: number, to: SimMs): ReplayClock {
  return { ...clock, sim: simMs(Math.min(clock.to, Math.max(clock.from, to))), real };
}

export function setSpeed(clock: ReplayClock, real: number, speed: number): ReplayClock {
  return { ...clock, sim: simAtReplay(clock, real), real, speed: clampSpeed(speed) };
}

/** Another end: another place has another last arrival. */
export function setEnd(clock: ReplayClock, real: number, to: SimMs): ReplayClock {
  return { ...clock, to, sim: simMs(Math.min(to, simAtReplay(clock, real))), real };
}

const clampSpeed = (speed: number): number =>
  Math.min(SPEED_MAX, Math.max(SPEED_MIN, Number.isFinite(speed) ? speed : 1));
