// Follows the log of a room, keeps the world and the presence that follow from it, and hands each
// place what enters its light cone. Knows nothing of sockets; whoever wants to hear listens.
import { type Arrive, isData, type SentEvent } from '../../shared/chat/event.ts';
import { createPresence, PRESENCE_KINDS } from '../../shared/chat/presence.ts';
import { foldWorld, startWorld } from '../../shared/chat/world.ts';
import type { LightTimes } from '../../shared/space/light-time.ts';
import { arrivalAt, expectedAt, lightMsAt } from '../../shared/space/places.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { type RealMs, realMs, type SimMs, simMs } from '../../shared/time/frames.ts';
import { realAt, simAt } from '../../shared/time/warp.ts';
import { CONTROL_KINDS, type ControlBody } from '../../shared/wire/event.ts';
import { createAcquaintance } from './acquaintance.ts';
import type { Alarm, Bell } from './alarm.ts';
import { createFeeds } from './feeds.ts';
import type { Draft, EventLog, LoggedEvent, RoomRecord } from './log/event-log.ts';
import type { Typing } from './log/peers.ts';
import { createMissing } from './missing.ts';
import { isSeated, type Room, type RoomListener } from './room.ts';
import { createSettling } from './settling.ts';
import { createTypingFlights } from './typing.ts';

/**
 * Real ms for which a room rests after it has handed something out: so many times as long as that took,
 * up to the most, and not at all if that is less than a timer can tell. What comes meanwhile goes out
 * as one packet.
 */
const REST_TIMES = 4;
const REST_MS_MIN = 1;
const REST_MS_MAX = 4;

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
  // Named one by one: a spread costs several times as much, and this is done for every event.
  const toSent = ({ position, id, author, origin, at, body }: LoggedEvent): SentEvent => {
    return { position, id, author, origin, at, sentAt: simAt(world.warps, at), body };
  };

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
  let restUntil = realMs(-Infinity);
  const bell = alarm.add(() => deliver());
  const settling = createSettling({
    settle: () => log.settle(record.id),
    now,
    onAnswer: () => deliver(),
    onError: shell.onError,
  });
  const placesKnownAt = createAcquaintance({ presence, arrive, now, simNow });
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

  /** Hands out what has arrived by now, after a rest if need be, and sets the bell for what comes next. */
  function deliver(at: RealMs = now()): void {
    if (at < restUntil) bell.set(restUntil);
    else handOut(at);
  }

  function handOut(at: RealMs): void {
    const began = now();
    const settled = simAt(world.warps, realMs(Math.min(at, settledAt())));
    for (const { place, arrivals, before } of feeds.take(settled)) {
      tell((listener) => listener.arrived?.(place, arrivals, before));
    }
    const ended = now();
    const restMs = Math.min(REST_TIMES * (ended - began), REST_MS_MAX);
    if (restMs >= REST_MS_MIN) restUntil = realMs(ended + restMs);
    for (const { place, member, origin } of typing.take(simAt(world.warps, at))) {
      tell((listener) => listener.typed?.(place, member, origin));
    }
    const typedAt = realAt(world.warps, simMs(typing.nextDue));
    const dueAt = realAt(world.warps, simMs(feeds.nextDue));
    bell.set(realMs(Math.min(typedAt, dueAt > at ? dueAt : settling.from(at))));
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

  async function append(drafts: readonly Draft[]): Promise<readonly SentEvent[]> {
    return (await log.append(record.id, drafts)).map(toSent);
  }

  /** Sends a word of somebody at `origin` to the places that are heard here. */
  function flyTyping({ member, origin, at }: Omit<Typing, 'kind'>): void {
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
      // Whoever settles is about to compare what it has with what has been handed out.
      handOut(now());
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
      const word: Typing = { kind: 'typing', member, origin: who.place, at: now() };
      log.peers?.tell(record.id, word);
      flyTyping(word);
    },
    hear(word, node) {
      if (word.kind === 'typing') flyTyping(word);
      else tell((listener) => listener.told?.(word, node));
    },
    tellNodes: (word) => log.peers?.tell(record.id, word),
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
      settling.close();
      unfollow();
      missing.close();
      bell.remove();
      listeners.clear();
    },
  };
}
