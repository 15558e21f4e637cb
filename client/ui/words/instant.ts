// How instants of simulated time are said: always UTC. Pure.
import { sayTime } from '../../../shared/time/format.ts';
import type { SimMs } from '../../../shared/time/frames.ts';

/** `2026-11-22`. */
export const sayDate = (at: SimMs): string => new Date(at).toISOString().slice(0, 10);

/** The time; with the date in front if it is another day than `now`. */
export const sayTimeNear = (at: SimMs, now: SimMs): string =>
  sayDate(at) === sayDate(now) ? sayTime(at) : `${sayDate(at)} ${sayTime(at)}`;
