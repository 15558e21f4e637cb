// The feeds of a room: one per place that somebody listens at. Opening one reads from the log what
// is on its way there and what has just arrived; nothing in flight is stored anywhere else.
import type { Arrival, Arrive, DataEvent, SentEvent, ViewPoint } from '../../shared/chat/event.ts';
import type { LightTimes } from '../../shared/space/light-time.ts';
import { latestDeparture } from '../../shared/space/places.ts';
import type { Space } from '../../shared/space/way-table.ts';
import { type RealMs, realMs, type SimMs, simMs } from '../../shared/time/frames.ts';
import { realAt, type WarpMap } from '../../shared/time/warp.ts';
import { PAGE_MAX } from '../../shared/wire/limits.ts';
import { createInFlight } from './in-flight.ts';
import type { EventKind, EventLog, EventQuery, LoggedEvent } from './log/event-log.ts';
import { BEGINNING, createPlaceFeed, END, type PlaceFeed, type ViewEnd } from './place-feed.ts';
import { readView, type ViewSource, type ViewWindow } from './stored-view.ts';

/** Simulated ms by which look-ups in the log by time are widened, against rounding. */
const SLACK_MS = 10;

export interface Feeds {
  /** The feed of a place, opened if need be. Rejects with LogUnavailable. */
  open(place: string): Promise<PlaceFeed>;
  /** Places whose feed is open or opening. */
  places(): Iterable<string>;
  /** Forgets the open feeds of places that nobody listens at any more. */
  keepOnly(isNeeded: (place: string) => boolean): void;
  /** Every event that is on its way to some open feed, each once. */
  flights(): Iterable<DataEvent>;
  /** Lets go of what had arrived and is kept no longer. */
  forget(isOver: (event: DataEvent) => boolean): void;
  /** A new event of the log, on its way to every open feed. */
  add(event: DataEvent): void;
  /** What has arrived by `now`, per place; `before`: the last arrival there before it. */
  take(now: SimMs): Taken[];
  /** The next arrival anywhere, simulated time; Infinity when there is none. */
  readonly nextDue: number;
  readonly inFlight: number;
  /** The `limit` arrivals at a place just before a point, from the log, oldest first. */
  before(place: string, point: ViewPoint, limit: number): Promise<Arrival[]>;
  /** The newest event of a kind from `origin` that has arrived at a place. */
  newest(place: string, origin: string, kind: EventKind): Promise<Arrival | undefined>;
  /** The `limit` arrivals just after a point, up to what the open feed has handed out. */
  after(feed: PlaceFeed, point: ViewPoint, limit: number): Promise<Arrival[]>;
}

interface Taken {
  readonly place: string;
  readonly arrivals: readonly Arrival[];
  readonly before: ViewEnd | undefined;
}

export interface FeedsShell {
  readonly room: string;
  readonly log: EventLog;
  /** Position of the newest event that has been given to `add`. */
  head(): number;
  simSettled(): SimMs;
  settle(): Promise<void>;
  warps(): WarpMap;
  space(): Space;
  readonly lightTimes: LightTimes;
  origins(): Iterable<string>;
  readonly arrive: Arrive;
  toSent(event: LoggedEvent): SentEvent;
  /** A feed has been opened: something may be due. */
  onReady(): void;
}

interface Entry {
  /** Undefined until it has been read from the log. */
  feed: PlaceFeed | undefined;
  readonly ready: Promise<PlaceFeed>;
}

export function createFeeds(shell: FeedsShell): Feeds {
  const entries = new Map<string, Entry>();
  const inFlight = createInFlight(shell.arrive);

  /** The earliest real time at which light that leaves `origin` reaches `place` at `arrivesAt`. */
  function departure(origin: string, place: string, arrivesAt: SimMs, slackMs: number): RealMs {
    if (!Number.isFinite(arrivesAt)) return realMs(arrivesAt);
    const way = { from: origin, to: place, arrivedBy: arrivesAt };
    const sim = latestDeparture(shell.lightTimes, shell.space(), way);
    return realAt(shell.warps(), simMs(sim + slackMs));
  }

  const source: Omit<ViewSource, 'origins'> = {
    arrive: shell.arrive,
    bounds: (origin, { place, after, before }) => ({
      // Light of many moments may arrive at one (a block ends): all of it may come after the point.
      since: departure(origin, place, simMs(after.arrivesAt - 1), -SLACK_MS),
      until: departure(origin, place, before.arrivesAt, SLACK_MS),
    }),
    read: (query) => shell.log.read(shell.room, query),
    toSent: (event) => shell.toSent(event) as DataEvent,
  };
  const ofKind = (kind: EventKind) => (query: EventQuery) =>
    source.read({ ...query, kinds: [kind] });
  const read = (window: ViewWindow): Promise<Arrival[]> =>
    readView({ ...source, origins: shell.origins() }, window);

  async function fill(place: string): Promise<PlaceFeed> {
    await shell.settle();
    const head = shell.head();
    const now = shell.simSettled();
    // From here on it takes what is logged; what came before is in the log.
    const flights = inFlight.open(place);
    const present: ViewPoint = { arrivesAt: now, position: head + 0.5 };
    const whole = { place, limit: Number.MAX_SAFE_INTEGER };
    const gone = { place, after: BEGINNING, before: present, from: 'newest', limit: 1 } as const;
    const [arrived, [lastGone], flying] = await Promise.all([
      read({ place, after: BEGINNING, before: present, from: 'newest', limit: PAGE_MAX }),
      readView({ ...source, read: ofKind('erased'), origins: shell.origins() }, gone),
      read({ ...whole, after: present, before: END, from: 'oldest' }),
    ]).catch((error: unknown) => {
      flights.close();
      throw error;
    });
    // What was logged while we read is in flight already; it cannot have arrived before these.
    const feed = createPlaceFeed(place, flights);
    feed.seed(arrived, lastGone);
    flights.seed(flying.map(({ event }) => event).filter(({ position }) => position <= head));
    const entry = entries.get(place);
    if (entry) entry.feed = feed;
    shell.onReady();
    return feed;
  }

  function open(place: string): Promise<PlaceFeed> {
    const known = entries.get(place);
    if (known) return known.ready;
    const ready = fill(place).catch((error: unknown) => {
      entries.delete(place);
      throw error;
    });
    entries.set(place, { feed: undefined, ready });
    return ready;
  }

  const feeds = function* (): Iterable<PlaceFeed> {
    for (const { feed } of entries.values()) if (feed) yield feed;
  };

  return {
    open,
    places: () => entries.keys(),
    keepOnly(isNeeded) {
      for (const [place, { feed }] of entries) {
        if (!feed || isNeeded(place)) continue;
        feed.flights.close();
        entries.delete(place);
      }
    },
    flights() {
      const found = new Map<number, DataEvent>();
      for (const feed of feeds()) {
        for (const event of feed.flights.events()) found.set(event.position, event);
      }
      return found.values();
    },
    forget(isOver) {
      for (const feed of feeds()) feed.forget(isOver);
    },
    add: inFlight.add,
    take(now) {
      const taken: Taken[] = [];
      for (const feed of feeds()) {
        if (feed.flights.nextDue > now) continue;
        const before = feed.last;
        const arrivals = feed.take(now);
        if (arrivals.length > 0) taken.push({ place: feed.place, arrivals, before });
      }
      return taken;
    },
    get nextDue() {
      let next = Infinity;
      for (const feed of feeds()) next = Math.min(next, feed.flights.nextDue);
      return next;
    },
    get inFlight() {
      let total = 0;
      for (const feed of feeds()) total += feed.flights.size;
      return total;
    },
    before: (place, point, limit) =>
      read({ place, after: BEGINNING, before: point, from: 'newest', limit }),
    async newest(place, origin, kind) {
      const present = { arrivesAt: shell.simSettled(), position: Number.MAX_SAFE_INTEGER };
      const window = {
        place,
        after: BEGINNING,
        before: present,
        from: 'newest',
        limit: 1,
      } as const;
      const [found] = await readView({ ...source, read: ofKind(kind), origins: [origin] }, window);
      return found;
    },
    after: ({ place, frontier }, point, limit) => {
      const before = { ...frontier, position: frontier.position + 0.5 };
      return read({ place, after: point, before, from: 'oldest', limit });
    },
  };
}
