// The view of one place, read from the log in either direction: a merge of one stream per origin,
// because arrivals from one origin come in log order. Costs what it returns, however long the
// history is.
import {
  type Arrival,
  type Arrive,
  comparePoints,
  type DataEvent,
  pointOf,
  type ViewPoint,
} from '../../shared/chat/event.ts';
import type { EventQuery, LoggedEvent } from './log/event-log.ts';

/** Events of one read from the log, at most. */
const CHUNK_MAX = 5000;

export interface ViewSource {
  readonly arrive: Arrive;
  /** Origins that events of this room may have. */
  readonly origins: Iterable<string>;
  /**
   * Which events of an origin may arrive before (`until`) or after (`since`) a point; a few too
   * many do no harm.
   */
  bounds(origin: string, window: ViewWindow): Pick<EventQuery, 'since' | 'until'>;
  read(query: EventQuery): Promise<readonly LoggedEvent[]>;
  toSent(event: LoggedEvent): DataEvent;
}

export interface ViewWindow {
  readonly place: string;
  /** Arrivals strictly after this point, and strictly before that one. */
  readonly after: ViewPoint;
  readonly before: ViewPoint;
  /** Which end of the window to begin at. */
  readonly from: 'oldest' | 'newest';
  readonly limit: number;
}

/** Up to `limit` arrivals of the window from its chosen end, always oldest first. */
export async function readView(source: ViewSource, window: ViewWindow): Promise<Arrival[]> {
  const streams = await Promise.all(
    [...source.origins].map(async (origin) => {
      const stream = openStream(source, origin, window);
      return { stream, head: await stream.next() };
    }),
  );
  const sign = window.from === 'oldest' ? 1 : -1;
  const found: Arrival[] = [];
  while (found.length < window.limit) {
    let best: { stream: Stream; head: Arrival | undefined } | undefined;
    for (const candidate of streams) {
      if (!candidate.head) continue;
      if (!best?.head || sign * compare(candidate.head, best.head) < 0) best = candidate;
    }
    if (!best?.head) break;
    found.push(best.head);
    best.head = await best.stream.next();
  }
  return window.from === 'oldest' ? found : found.reverse();
}

const compare = (a: Arrival, b: Arrival): number => comparePoints(pointOf(a), pointOf(b));

interface Stream {
  /** The next arrival from this origin, from the window's chosen end on. */
  next(): Promise<Arrival | undefined>;
}

function openStream(source: ViewSource, origin: string, window: ViewWindow): Stream {
  const { place, after, before, from } = window;
  const bounds = source.bounds(origin, window);
  const range = { fromPosition: 0, toPosition: Number.MAX_SAFE_INTEGER };
  const limit = Math.min(window.limit, CHUNK_MAX);
  let buffer: Arrival[] = [];
  let taken = 0;
  let ended = false;

  async function fill(): Promise<void> {
    while (taken === buffer.length && !ended) {
      const query = { ...bounds, ...range, origin, newestFirst: from === 'newest', limit };
      const chunk = await source.read(query);
      const last = chunk[chunk.length - 1];
      ended = !last || chunk.length < limit;
      if (last && from === 'newest') range.toPosition = last.position - 1;
      if (last && from === 'oldest') range.fromPosition = last.position + 1;
      taken = 0;
      buffer = chunk.map(toArrival).filter(isInside);
    }
  }

  function toArrival(logged: LoggedEvent): Arrival {
    const event = source.toSent(logged);
    return { event, arrivesAt: source.arrive(origin, place, event.sentAt) };
  }

  function isInside(arrival: Arrival): boolean {
    const point = pointOf(arrival);
    return comparePoints(point, after) > 0 && comparePoints(point, before) < 0;
  }

  return {
    async next() {
      await fill();
      return buffer[taken++];
    },
  };
}
