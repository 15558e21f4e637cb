// The number and the time that an event gets when the log takes it: the same for every driver.
import { type RealMs, realMs } from '../../../shared/time/frames.ts';
import type { Draft, LoggedEvent } from './event-log.ts';

/** Where a room's log ends. */
export interface LogEnd {
  /** 0 in a room without events. */
  readonly position: number;
  /** Stamp of the newest event; minus infinity without one. */
  readonly at: RealMs;
}

export const EMPTY: LogEnd = { position: 0, at: realMs(-Infinity) };

/**
 * The draft as the event after `end`, taken at `now`. The stamp is never below that of the event
 * before it, also when a restart found the wall clock set back.
 */
export function stamp(end: LogEnd, draft: Draft, now: RealMs): LoggedEvent {
  const { id, author, origin, body } = draft;
  const at = now > end.at ? now : end.at;
  return { id, author, origin, body, position: end.position + 1, at };
}

/** Throws unless the stamps that a caller gave go forward and none is later than `now`. */
export function assertStamped(first: readonly { at: RealMs }[], now: RealMs): void {
  let before = -Infinity;
  for (const { at } of first) {
    if (!(at >= before && at <= now)) {
      throw new RangeError(`Expected \`at\` of a first event from ${before} to ${now}, got ${at}`);
    }
    before = at;
  }
}
