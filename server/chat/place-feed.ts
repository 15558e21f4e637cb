// What one place is about to see and has just seen: its events in flight by arrival, and the newest
// piece of its view, so that a tab which was away for a moment is served without asking the log.
import {
  type Arrival,
  comparePoints,
  type DataEvent,
  pointOf,
  type SentEvent,
  type ViewPoint,
} from '../../shared/chat/event.ts';
import type { SimMs } from '../../shared/time/frames.ts';
import type { Flights } from './in-flight.ts';

/** How much of the view is kept at hand; twice that before it is cut. */
const RECENT = 1000;

/** A point before everything, and one after everything. */
export const BEGINNING: ViewPoint = { arrivesAt: -Infinity as SimMs, position: 0 };
export const END: ViewPoint = { arrivesAt: Infinity as SimMs, position: 0 };

/** An arrival by which a cursor goes on: also one that is erased. */
export type ViewEnd = Omit<Arrival, 'event'> & {
  readonly event: Pick<SentEvent, 'author' | 'id' | 'position'>;
};

export interface PlaceFeed {
  readonly place: string;
  /** What is on its way here. */
  readonly flights: Flights;
  /** The last arrival handed out; BEGINNING in an empty view. */
  readonly frontier: ViewPoint;
  /** Sets what had arrived when the feed was opened, oldest first, and the last that is kept no longer. */
  seed(arrived: readonly Arrival[], gone?: ViewEnd): void;
  /** The last arrival handed out; of one whose words were taken out only its key counts. */
  readonly last: ViewEnd | undefined;
  /** Something between is kept no longer: a short piece need not be the beginning. */
  readonly isThinned: boolean;
  /** Lets go of what had arrived and is kept no longer. */
  forget(isOver: (event: DataEvent) => boolean): void;
  /** Takes what has arrived by `now`, in order. Anything at or before the frontier is passed over. */
  take(now: SimMs): Arrival[];
  /** The arrivals after a point, if all of them are at hand; else undefined. */
  since(point: ViewPoint): readonly Arrival[] | undefined;
  /** The newest `limit` arrivals at hand, oldest first. */
  latest(limit: number): readonly Arrival[];
  /** Moves the place's receipt forward to `upTo`; false if it is there or beyond already. */
  advanceReceipt(upTo: SimMs): boolean;
}

export function createPlaceFeed(place: string, flights: Flights): PlaceFeed {
  let recent: Arrival[] = [];
  /** Everything after this point is in `recent`. */
  let horizon: ViewPoint = BEGINNING;
  let frontier: ViewPoint = BEGINNING;
  let last: ViewEnd | undefined;
  let isThinned = false;
  let receipt = -Infinity;

  function keep(arrived: readonly Arrival[]): void {
    if (arrived.length === 0) return;
    for (const arrival of arrived) recent.push(arrival);
    last = arrived[arrived.length - 1] as Arrival;
    frontier = pointOf(last);
    if (recent.length > 2 * RECENT) {
      const cut = recent.length - RECENT;
      horizon = pointOf(recent[cut - 1] as Arrival);
      recent = recent.slice(cut);
    }
  }

  return {
    place,
    flights,
    get frontier() {
      return frontier;
    },
    get last() {
      return last;
    },
    get isThinned() {
      return isThinned;
    },
    forget(isOver) {
      isThinned = true;
      recent = recent.filter(({ event }) => !isOver(event));
    },
    seed(arrived, gone) {
      const first = arrived[0];
      // The page may not reach back to the beginning: before its first event nothing is known.
      if (first) horizon = { ...pointOf(first), position: first.event.position - 0.5 };
      keep(arrived);
      if (!gone || comparePoints(pointOf(gone), frontier) <= 0) return;
      last = gone;
      frontier = pointOf(gone);
    },
    take(now) {
      const arrived = flights
        .take(now)
        .filter((arrival) => comparePoints(pointOf(arrival), frontier) > 0);
      keep(arrived);
      return arrived;
    },
    since(point) {
      if (comparePoints(point, horizon) < 0) return undefined;
      let start = recent.length;
      while (start > 0 && comparePoints(pointOf(recent[start - 1] as Arrival), point) > 0) start--;
      return recent.slice(start);
    },
    latest: (limit) => recent.slice(-limit),
    advanceReceipt(upTo) {
      if (upTo <= receipt) return false;
      receipt = upTo;
      return true;
    },
  };
}
