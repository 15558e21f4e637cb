// What is on its way to the places of a room. Light of one origin arrives anywhere in the order in
// which it left (SPEC V4), so there is one list for each origin, and a place only knows how far down
// each list it is: a message costs the same, however many places it is on its way to.
//
//   from earth   e1  e2  e3  e4  e5      what leaves is put at the end
//                        ^moon   ^mars   a lane each: the next to arrive there, and when
import type { Arrival, Arrive, DataEvent } from '../../shared/chat/event.ts';
import type { SimMs } from '../../shared/time/frames.ts';

export interface InFlight {
  /** An event of the log, after all those before it: on its way to every place that is open. */
  add(event: DataEvent): void;
  /** What is on its way to a place; whatever is added from now on is. */
  open(place: string): Flights;
}

export interface Flights {
  /** How many events are on their way here; those that are lost are counted until others pass them. */
  readonly size: number;
  /** Arrival of the next one, simulated time; Infinity when nothing is on its way. */
  readonly nextDue: number;
  /** Puts in what has been on its way since before this was opened, oldest first. */
  seed(events: readonly DataEvent[]): void;
  /** Takes what has arrived by `now`, by arrival, ties by log position. */
  take(now: SimMs): Arrival[];
  /** What is on its way, in no order. */
  events(): Iterable<DataEvent>;
  close(): void;
}

/** From one origin, oldest first. What has arrived everywhere is cut off, a piece at a time. */
interface Departures {
  events: DataEvent[];
  readonly lanes: Set<Lane>;
}

/** From one origin to one place. */
interface Lane {
  readonly origin: string;
  readonly place: Place;
  readonly departures: Departures;
  /** Index of the next to arrive; past the end when nothing is on its way. */
  next: number;
  /** When it arrives, simulated time; Infinity when nothing is on its way. */
  due: number;
}

interface Place {
  readonly name: string;
  readonly lanes: Lane[];
  nextDue: number;
}

/** Events that have arrived everywhere before they are cut off. */
const CUT_FROM = 1024;

export function createInFlight(arrive: Arrive): InFlight {
  const origins = new Map<string, Departures>();
  const places = new Set<Place>();

  function departuresFrom(origin: string): Departures {
    const known = origins.get(origin);
    if (known) return known;
    const departures: Departures = { events: [], lanes: new Set() };
    origins.set(origin, departures);
    for (const place of places) addLane(place, origin, departures);
    return departures;
  }

  function addLane(place: Place, origin: string, departures: Departures): void {
    const lane = { origin, place, departures, next: departures.events.length, due: Infinity };
    departures.lanes.add(lane);
    place.lanes.push(lane);
  }

  /** Sees what is next on a lane, and when: lost light is on its way to nowhere. */
  function look(lane: Lane): void {
    const { events } = lane.departures;
    for (; lane.next < events.length; lane.next++) {
      lane.due = arrive(lane.origin, lane.place.name, (events[lane.next] as DataEvent).sentAt);
      if (lane.due !== Infinity) return;
    }
    lane.due = Infinity;
  }

  function take(place: Place, now: SimMs): Arrival[] {
    const arrived: Arrival[] = [];
    for (;;) {
      const lane = nextLane(place);
      place.nextDue = lane?.due ?? Infinity;
      if (!lane || lane.due > now) return arrived;
      const event = lane.departures.events[lane.next] as DataEvent;
      arrived.push({ event, arrivesAt: lane.due as SimMs });
      lane.next++;
      look(lane);
      if (lane.next > CUT_FROM) cut(lane.departures);
    }
  }

  function seed(place: Place, events: readonly DataEvent[]): void {
    const byOrigin = new Map<string, DataEvent[]>();
    for (const event of events) {
      const some = byOrigin.get(event.origin);
      if (some) some.push(event);
      else byOrigin.set(event.origin, [event]);
    }
    for (const [origin, some] of byOrigin) {
      const departures = departuresFrom(origin);
      insert(departures, some);
      const first = (some[0] as DataEvent).position;
      for (const lane of departures.lanes) {
        if (lane.place === place) lane.next = indexOf(departures.events, first);
      }
    }
    for (const lane of place.lanes) look(lane);
    place.nextDue = nextLane(place)?.due ?? Infinity;
  }

  function open(name: string): Flights {
    const place: Place = { name, lanes: [], nextDue: Infinity };
    places.add(place);
    for (const [origin, departures] of origins) addLane(place, origin, departures);
    return {
      get size() {
        const rest = ({ departures, next }: Lane) => departures.events.length - next;
        return place.lanes.reduce((sum, lane) => sum + rest(lane), 0);
      },
      get nextDue() {
        return place.nextDue;
      },
      seed: (events) => seed(place, events),
      take: (now) => take(place, now),
      *events() {
        for (const { origin, departures, next } of place.lanes) {
          for (const event of departures.events.slice(next)) {
            if (arrive(origin, name, event.sentAt) !== Infinity) yield event;
          }
        }
      },
      close() {
        places.delete(place);
        for (const lane of place.lanes) lane.departures.lanes.delete(lane);
        for (const [origin, { lanes }] of origins) if (lanes.size === 0) origins.delete(origin);
      },
    };
  }

  return {
    add(event) {
      if (places.size === 0) return;
      const departures = departuresFrom(event.origin);
      departures.events.push(event);
      for (const lane of departures.lanes) {
        // Else something of the same origin is on its way, and arrives before.
        if (lane.due !== Infinity) continue;
        look(lane);
        if (lane.due < lane.place.nextDue) lane.place.nextDue = lane.due;
      }
    },
    open,
  };
}

/** The lane on which the next event arrives; undefined when nothing is on its way. */
function nextLane({ lanes }: Place): Lane | undefined {
  let first: Lane | undefined;
  for (const lane of lanes) {
    if (lane.due === Infinity || (first && lane.due > first.due)) continue;
    if (!first || lane.due < first.due || positionOf(lane) < positionOf(first)) first = lane;
  }
  return first;
}

const positionOf = ({ departures, next }: Lane): number =>
  (departures.events[next] as DataEvent).position;

/** Index of the first of `events` at `position` or after it. */
function indexOf(events: readonly DataEvent[], position: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle] as DataEvent).position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts events of the same origin in their order among those that are there, each once. */
function insert(departures: Departures, more: readonly DataEvent[]): void {
  const all = new Map<number, DataEvent>();
  for (const event of [...departures.events, ...more]) all.set(event.position, event);
  const events = [...all.values()].sort((a, b) => a.position - b.position);
  for (const lane of departures.lanes) {
    const next = departures.events[lane.next];
    lane.next = next ? indexOf(events, next.position) : events.length;
  }
  departures.events = events;
}

/** Forgets what has arrived everywhere, when it is worth the moving. */
function cut(departures: Departures): void {
  let passed = departures.events.length;
  for (const lane of departures.lanes) passed = Math.min(passed, lane.next);
  if (passed < CUT_FROM || passed < departures.events.length / 2) return;
  departures.events = departures.events.slice(passed);
  for (const lane of departures.lanes) lane.next -= passed;
}
