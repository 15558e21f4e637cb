// Tabs that read more slowly than their place hears. One that is too far behind is fed nothing more. If
// it catches up it gets what it has missed, in order; if not, it is dropped, and comes back with its cursor.
import { toWire, type ViewPoint } from '../../shared/chat/event.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { RealMs } from '../../shared/time/frames.ts';
import type { WireCursor } from '../../shared/wire/event.ts';
import { PAGE_MAX } from '../../shared/wire/limits.ts';
import type { PlaceFeed } from '../chat/place-feed.ts';
import { cursorOf } from '../chat/resume.ts';
import { hangUp, isDrained, isStuck } from './backlog.ts';
import { channel, type Inside, type Session } from './session.ts';

/** Real ms for which a tab may be behind. */
const BEHIND_MS_MAX = 10_000;
/** Packets to places after which all tabs are looked at, besides once a second. */
const LOOK_EVERY_PACKETS = 20;
/** Asks of one tab after which it is looked at. */
const LOOK_EVERY_ASKS = 20;

export interface SlowTabs {
  /** Looks at every tab; now and then is enough. */
  look(): void;
  /** One more packet has gone out to a place. */
  count(): void;
  /** One more ask has come in: its answer is one more that this tab may not read. */
  asked(session: Session): void;
  /** Drops those for whom much waits: a farewell would wait for them to read it. */
  close(): void;
}

interface Stall {
  readonly since: RealMs;
  /** Where it was taken off its place; undefined while it heard none. */
  left: Left | undefined;
  /** It had the omniscient feed, of which nothing can be given again. */
  readonly wasWatching: boolean;
}

interface Left {
  readonly here: Inside;
  readonly attending: string;
  readonly feed: PlaceFeed;
  readonly point: ViewPoint;
  readonly last: PlaceFeed['last'];
}

export function createSlowTabs(options: {
  sessions(): Iterable<Session>;
  readonly clock: Clock;
}): SlowTabs {
  const stalls = new Map<Session, Stall>();
  const suspects = new Set<Session>();
  const asks = new WeakMap<Session, number>();
  let packets = 0;

  async function examine(session: Session): Promise<void> {
    if (suspects.has(session)) return;
    suspects.add(session);
    const mustStop = await isStuck(session.socket);
    suspects.delete(session);
    if (mustStop && session.socket.connected) stop(session);
  }

  function stop(session: Session): void {
    const { inside: here, socket } = session;
    const watching = here && channel.omniscient(here.room);
    const wasWatching = watching !== undefined && socket.rooms.has(watching);
    if (wasWatching) void socket.leave(watching);
    const stall: Stall = { since: options.clock.now(), left: undefined, wasWatching };
    stalls.set(session, stall);
    session.isBehind = true;
    if (!here?.attending) return;
    const place = here.room.whereabouts(here.actor.member)?.place ?? '';
    const { attending } = here;
    if (attending !== channel.place(here.room, place)) return;
    // A feed that cannot be opened now has nothing to hand out either: the tab is dropped in time.
    here.room.feeds.open(place).then(
      (feed) => {
        if (here.attending !== attending) return;
        // In one turn: nothing is handed out between the last that it gets and its leaving.
        stall.left = { here, attending, feed, point: feed.frontier, last: feed.last };
        here.attending = undefined;
        void socket.leave(attending);
      },
      () => undefined,
    );
  }

  function goOn(session: Session, { left, wasWatching }: Stall): void {
    stalls.delete(session);
    session.isBehind = false;
    if (wasWatching) {
      hangUp(session.socket);
      return;
    }
    // It may have left the room, moved, or resumed by itself.
    if (!left || session.inside !== left.here || left.here.attending !== undefined) return;
    const { room, actor } = left.here;
    if (room.whereabouts(actor.member)?.place !== left.feed.place) return;
    const missed = left.feed.since(left.point);
    if (!missed || missed.length > PAGE_MAX) {
      hangUp(session.socket);
      return;
    }
    if (missed.length > 0) {
      session.socket.emit('chat:arrived', {
        place: left.feed.place,
        events: missed.map(toWire),
        after: cursorOf(room, left.last ? [left.last] : []),
        cursor: cursorOf(room, missed) as WireCursor,
      });
    }
    left.here.attending = left.attending;
    void session.socket.join(left.attending);
  }

  function look(): void {
    packets = 0;
    const now = options.clock.now();
    for (const session of options.sessions()) {
      const stall = stalls.get(session);
      if (!stall) void examine(session);
      else if (isDrained(session.socket)) goOn(session, stall);
      else if (now - stall.since >= BEHIND_MS_MAX) hangUp(session.socket);
    }
    for (const session of stalls.keys()) if (!session.socket.connected) stalls.delete(session);
  }

  return {
    look,
    count() {
      packets++;
      // Not from within a delivery: what it has taken up is not yet with those who stay.
      if (packets === LOOK_EVERY_PACKETS) queueMicrotask(look);
    },
    asked(session) {
      const count = (asks.get(session) ?? 0) + 1;
      asks.set(session, count % LOOK_EVERY_ASKS);
      if (count === LOOK_EVERY_ASKS && !stalls.has(session)) void examine(session);
    },
    close() {
      for (const session of options.sessions()) {
        if (!isDrained(session.socket)) hangUp(session.socket);
      }
    },
  };
}
