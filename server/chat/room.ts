// One room: follows its log, keeps the world and the presence that follow from it, and hands each
// place what enters its light cone. Knows nothing of sockets; whoever wants to hear listens.
import { type Arrival, type Arrive, isData, type SentEvent } from '../../shared/chat/event.ts';
import { createPresence, PRESENCE_KINDS, type Whereabouts } from '../../shared/chat/presence.ts';
import { foldWorld, startWorld, type World } from '../../shared/chat/world.ts';
import type { LightTimes } from '../../shared/space/light-time.ts';
import { arrivalAt, expectedAt, lightMsAt } from '../../shared/space/places.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { type RealMs, realMs, type SimMs, simMs } from '../../shared/time/frames.ts';
import { realAt, simAt } from '../../shared/time/warp.ts';
import type { Arrivals, Person } from '../../shared/wire/chat.ts';
import { CONTROL_KINDS, type ControlBody } from '../../shared/wire/event.ts';
import type { Alarm, Bell } from './alarm.ts';
import { createFeeds, type Feeds } from './feeds.ts';
import type { Draft, EventLog, LoggedEvent, RoomRecord } from './log/event-log.ts';
import type { Word } from './log/peers.ts';
import { createMissing } from './missing.ts';
import { createTypingFlights } from './typing.ts';

/** Real ms for which the places that a place knows of are taken to be the same. */
const KNOWN_FOR_MS = 200;
/** Real ms between two questions to the log whether all that is due is there, and after one that failed. */
const SETTLE_EVERY_MS = 4;
const SETTLE_RETRY_MS = 250;

/** What a room tells. Called in order, never from within a call into the room that is not done. */
export interface RoomListener {
  /** What has entered the light cone of `place`, ordered, at least one; `before`: the last until then. */
  arrived?(place: string, arrivals: readonly Arrival[], before: Arrival | undefined): void;
  typed?(place: string, member: string, origin: string): void;
  /** Events of the log, light or no light: for the omniscient feed only. */
  logged?(events: readonly SentEvent[]): void;
  /** The warp, the places, the rules, or what somebody may do have changed. */
  reshaped?(change: ControlBody['kind']): void;
}

export interface Room {
  readonly record: RoomRecord;
  readonly world: World;
  readonly feeds: Feeds;
  /** The log's time, never before the newest event. */
  now(): RealMs;
  simNow(): SimMs;
  /** Up to when what arrives anywhere can be told: nothing else can arrive until then. At most `simNow`. */
  simSettled(): SimMs;
  /** Moves `simSettled` on to about now, and hands out what has arrived until then. */
  settle(): Promise<void>;
  arrive: Arrive;
  /** As `arrive`, as somebody expects it who does not know what is lost: always finite. */
  expect: Arrive;
  /** How long light that leaves then is under way, ms, without what holds it before. */
  lightMs(from: string, to: string, sentAt: SimMs): number;
  /** A log entry with its simulated time. */
  toSent(event: LoggedEvent): SentEvent;
  whereabouts(member: string): Whereabouts | undefined;
  /** Every place that somebody has ever been at. */
  origins(): Iterable<string>;
  /** Ids of all members that ever joined. */
  members(): Iterable<string>;
  /** Everybody `place` knows of now. */
  knownAt(place: string): Person[];
  /**
   * Predicted arrivals of an event at the other places where its origin knows somebody to be. Of lost
   * light too: nobody who sends can know.
   */
  predict(origin: string, sentAt: SimMs): Arrivals;
  /** Durable when it resolves, and then already handed to the places it has reached. */
  append(drafts: readonly Draft[]): Promise<readonly SentEvent[]>;
  /** Sends "is typing" on its way. */
  type(member: string): void;
  /** A tab of `member` opened or closed. The last one to close is followed by a grace. */
  attach(member: string): void;
  detach(member: string): void;
  /** Members with a tab at this node. */
  attending(): readonly string[];
  /** Who has a tab at another node: nobody else is missed there, and they are not missed here. */
  heedRoll(elsewhere: ReadonlySet<string>): void;
  /** Somebody types, as another node tells. */
  hear(word: Word): void;
  /** Lets go of feeds of places where nobody is any more. */
  tidy(): void;
  /** Nobody is here, nobody is expected back, and nothing is on its way to an open feed. */
  isIdle(): boolean;
  listen(listener: RoomListener): () => void;
  /** A bell that rings `ring` on the room's clock; it goes with the room. */
  bell(ring: () => void): Pick<Bell, 'set'>;
  close(): void;
}

export interface RoomShell {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly lightTimes: LightTimes;
  /** Told of errors that no caller waits for (the log refused a leave). */
  onError(error: unknown): void;
}

/** Loads a room. Rejects with LogUnavailable. */
export async function openRoom(record: RoomRecord, shell: RoomShell): Promise<Room> {
  const { log, clock, alarm } = shell;
  const head = await log.head(record.id);
  const shaping = await log.read(record.id, {
    kinds: [...CONTROL_KINDS, ...PRESENCE_KINDS],
    toPosition: head,
    limit: Number.MAX_SAFE_INTEGER,
  });
  const [newest] = await log.read(record.id, { toPosition: head, newestFirst: true, limit: 1 });

  let world = startWorld(record);
  let newestAt = newest?.at ?? record.openedAt;
  let followed = head;
  const presence = createPresence();
  const typing = createTypingFlights();
  const knownPlaces = new Map<string, { at: RealMs; places: readonly string[] }>();
  const listeners = new Set<RoomListener>();
  const tell = (call: (listener: RoomListener) => void): void => listeners.forEach(call);

  const now = (): RealMs => realMs(Math.max(clock.now(), newestAt));
  const simNow = (): SimMs => simAt(world.warps, now());
  /** What comes later than the newest event is not stamped before it. */
  const settledAt = (): RealMs =>
    realMs(Math.min(now(), Math.max(newestAt, log.settledAt(record.id))));
  const simSettled = (): SimMs => simAt(world.warps, settledAt());
  const arrive: Arrive = (from, to, sentAt) =>
    arrivalAt(shell.lightTimes, world, { from, to, sentAt });
  const expect: Arrive = (from, to, sentAt) =>
    expectedAt(shell.lightTimes, world, { from, to, sentAt });
  const toSent = (event: LoggedEvent): SentEvent => ({
    ...event,
    sentAt: simAt(world.warps, event.at),
  });

  /** Takes one event of the log into the world and the presence. */
  function fold(logged: LoggedEvent): SentEvent {
    const event = toSent(logged);
    newestAt = realMs(Math.max(newestAt, event.at));
    world = foldWorld(world, event.at, event.body);
    if (isData(event)) presence.add(event);
    missing.note(event);
    return event;
  }
  const missing = createMissing({
    record,
    log,
    alarm,
    presence,
    isSeated,
    now,
    append,
    onError: shell.onError,
  });
  shaping.forEach(fold);

  const bells: Bell[] = [];
  let isSettling = false;
  let settleAgainAt = realMs(-Infinity);
  let isClosed = false;
  const bell = alarm.add(() => deliver());
  const feeds = createFeeds({
    room: record.id,
    log,
    head: () => followed,
    simSettled,
    settle: () => log.settle(record.id),
    warps: () => world.warps,
    space: () => world,
    lightTimes: shell.lightTimes,
    origins: () => presence.origins(),
    arrive,
    toSent,
    onReady: () => deliver(),
  });

  /** Hands out everything that has arrived by now and sets the bell for what comes next. */
  function deliver(at: RealMs = now()): void {
    const settled = simAt(world.warps, realMs(Math.min(at, settledAt())));
    for (const { place, arrivals, before } of feeds.take(settled)) {
      tell((listener) => listener.arrived?.(place, arrivals, before));
    }
    for (const { place, member, origin } of typing.take(simAt(world.warps, at))) {
      tell((listener) => listener.typed?.(place, member, origin));
    }
    const typedAt = realAt(world.warps, simMs(typing.nextDue));
    const dueAt = realAt(world.warps, simMs(feeds.nextDue));
    bell.set(realMs(Math.min(typedAt, dueAt > at ? dueAt : settleFrom(at))));
  }

  /** Something is due, and may not be the next to come: asks the log. When to look again, if need be. */
  function settleFrom(at: RealMs): RealMs {
    if (isSettling) return realMs(Infinity);
    if (at < settleAgainAt) return settleAgainAt;
    isSettling = true;
    log
      .settle(record.id)
      .then(
        () => SETTLE_EVERY_MS,
        // A log that is away is said to whoever asks it; what is due waits.
        () => SETTLE_RETRY_MS,
      )
      .then((waitMs) => {
        isSettling = false;
        settleAgainAt = realMs(now() + waitMs);
        if (!isClosed) deliver();
      })
      .catch(shell.onError);
    return realMs(Infinity);
  }

  function take(logged: readonly LoggedEvent[]): void {
    const events: SentEvent[] = [];
    for (const entry of logged) {
      const event = fold(entry);
      followed = event.position;
      events.push(event);
      if (isData(event)) feeds.add(event);
      else tell((listener) => listener.reshaped?.(event.body.kind as ControlBody['kind']));
    }
    tell((listener) => listener.logged?.(events));
    // Not up to now: what was committed with these may be handed over next, and must not come too late.
    deliver(newestAt);
    events.forEach(missing.contradict);
  }

  /** Other places where `place` knows somebody to be; looked up at most every KNOWN_FOR_MS. */
  function placesKnownAt(place: string): readonly string[] {
    const at = now();
    const known = knownPlaces.get(place);
    if (known && at < known.at + KNOWN_FOR_MS) return known.places;
    const people = presence.knownAt(place, simAt(world.warps, at), arrive);
    const places = [...new Set(people.map((person) => person.place))].filter(
      (one) => one !== place,
    );
    knownPlaces.set(place, { at, places });
    return places;
  }

  async function append(drafts: readonly Draft[]): Promise<readonly SentEvent[]> {
    return (await log.append(record.id, drafts)).map(toSent);
  }

  /** Sends a word of somebody at `origin` to the places that are heard here. */
  function flyTyping({ member, origin, at }: Omit<Word, 'kind'>): void {
    const sentAt = simAt(world.warps, realMs(at));
    for (const place of feeds.places()) {
      typing.add({ place, member, origin }, arrive(origin, place, sentAt));
    }
    deliver();
  }

  missing.awaitAll();
  const unfollow = log.follow(record.id, head + 1, take);

  return {
    record,
    get world() {
      return world;
    },
    feeds,
    now,
    simNow,
    simSettled,
    async settle() {
      await log.settle(record.id);
      deliver();
    },
    arrive,
    expect,
    lightMs: (from, to, sentAt) => lightMsAt(shell.lightTimes, world, { from, to, sentAt }),
    toSent,
    whereabouts: presence.whereabouts,
    origins: presence.origins,
    members: presence.members,
    knownAt: (place) => presence.knownAt(place, simSettled(), arrive),
    predict: (origin, sentAt) =>
      placesKnownAt(origin).map((place) => ({ place, arrivesAt: expect(origin, place, sentAt) })),
    append,
    type(member) {
      const who = presence.whereabouts(member);
      if (!who?.here || world.standings.get(member) === 'muted') return;
      const word: Word = { kind: 'typing', member, origin: who.place, at: now() };
      log.peers?.tell(record.id, word);
      flyTyping(word);
    },
    hear: flyTyping,
    attending: missing.attending,
    heedRoll: missing.heedRoll,
    attach: missing.attach,
    detach: missing.detach,
    tidy() {
      const needed = new Set<string>();
      for (const member of presence.members()) {
        const who = presence.whereabouts(member);
        if (who && (isSeated(who) || missing.has(member))) needed.add(who.place);
      }
      feeds.keepOnly((place) => needed.has(place));
      deliver();
    },
    isIdle: () => missing.isQuiet && feeds.inFlight === 0,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    bell(ring) {
      const added = alarm.add(ring);
      bells.push(added);
      return added;
    },
    close() {
      for (const one of bells) one.remove();
      isClosed = true;
      unfollow();
      missing.close();
      bell.remove();
      listeners.clear();
    },
  };
}

/** Whether the server itself speaks for a member: it is there without any connection. */
export const isSeated = ({ station, visiting }: Whereabouts): boolean => station && !visiting;
