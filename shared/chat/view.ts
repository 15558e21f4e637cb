// The view of a place, straight from its definition: the past light cone, in order of arrival.
// Rooms compute the same bit by bit; simulations hold them against this.
import type { SimMs } from '../time/frames.ts';
import {
  type Arrival,
  type Arrive,
  comparePoints,
  isData,
  pointOf,
  type SentEvent,
} from './event.ts';

/** What a member at `place` sees at `now`. `events`: in log order. Result: by arrival, then position. */
export function viewAt(
  events: readonly SentEvent[],
  { place, now, arrive }: { place: string; now: SimMs; arrive: Arrive },
): Arrival[] {
  return (
    events
      .filter(isData)
      .map((event) => ({ event, arrivesAt: arrive(event.origin, place, event.sentAt) }))
      // What is lost arrives at Infinity: never, whatever the time.
      .filter(({ arrivesAt }) => arrivesAt <= now && arrivesAt < Infinity)
      .sort((a, b) => comparePoints(pointOf(a), pointOf(b)))
  );
}
