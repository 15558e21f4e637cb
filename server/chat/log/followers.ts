// Who follows which room, for every driver: old events page by page, then each new one before the
// promise of its append resolves.
import type { Clock, Dispose } from '../../../shared/time/clock.ts';
import { realMs } from '../../../shared/time/frames.ts';
import type { LoggedEvent } from './event-log.ts';

export interface Followers {
  /** As EventLog says. */
  follow(room: string, fromPosition: number, take: Take): Dispose;
  /**
   * Hands committed events (in order, none left out) to those who follow the room. Undefined when all
   * have them; else a promise of that, as somebody is still busy with old events.
   */
  publish(room: string, events: readonly LoggedEvent[]): Promise<unknown> | undefined;
  /** Nobody gets anything any more. */
  close(): void;
}

type Take = (events: readonly LoggedEvent[]) => void;

/** Somebody who follows a room: has had everything before `next`. */
export interface Follower {
  next: number;
  readonly take: Take;
}

interface PagedFollower extends Follower {
  isGone: boolean;
  /** Resolves when all old events are handed over; undefined from then on. */
  catchingUp: Promise<void> | undefined;
}

/** Old events handed over per turn of the event loop, so that nobody else waits for long. */
const PAGE = 500;
/** Wait after a failed read of old events, real ms. */
const RETRY_MS = 250;

/** `read` gives up to `limit` events of a room from a position on, oldest first. */
export function createFollowers(options: {
  clock: Clock;
  read(room: string, fromPosition: number, limit: number): readonly LoggedEvent[];
}): Followers {
  const rooms = new Map<string, Set<PagedFollower>>();

  function catchUp(room: string, follower: PagedFollower, done: () => void): void {
    if (follower.isGone) {
      done();
      return;
    }
    let page: readonly LoggedEvent[];
    try {
      page = options.read(room, follower.next, PAGE);
    } catch {
      // The log cannot be read now. It says so to everybody who asks; here only patience helps.
      const at = realMs(options.clock.now() + RETRY_MS);
      options.clock.wakeAt(at, () => catchUp(room, follower, done));
      return;
    }
    hand(follower, page);
    if (page.length === PAGE) {
      setImmediate(() => catchUp(room, follower, done));
      return;
    }
    follower.catchingUp = undefined;
    done();
  }

  return {
    follow(room, fromPosition, take) {
      const follower: PagedFollower = {
        next: fromPosition,
        take,
        isGone: false,
        catchingUp: undefined,
      };
      follower.catchingUp = new Promise((done) => {
        setImmediate(() => catchUp(room, follower, done));
      });
      const inRoom = rooms.get(room) ?? new Set();
      rooms.set(room, inRoom.add(follower));
      return () => {
        follower.isGone = true;
        inRoom.delete(follower);
        if (inRoom.size === 0 && rooms.get(room) === inRoom) rooms.delete(room);
      };
    },

    publish(room, events) {
      const busy: Promise<void>[] = [];
      // A set may change while it is gone through: who leaves meanwhile gets nothing.
      for (const follower of rooms.get(room) ?? []) {
        if (follower.catchingUp) busy.push(follower.catchingUp);
        else hand(follower, events);
      }
      return busy.length > 0 ? Promise.all(busy) : undefined;
    },

    close() {
      for (const inRoom of rooms.values()) for (const one of inRoom) one.isGone = true;
      rooms.clear();
    },
  };
}

/** Hands over what the follower has not had. Its error is its own: the others still get theirs. */
export function hand(follower: Follower, events: readonly LoggedEvent[]): void {
  const isFresh = (event: LoggedEvent): boolean => event.position >= follower.next;
  const fresh = events[0] && isFresh(events[0]) ? events : events.filter(isFresh);
  const last = fresh[fresh.length - 1];
  if (!last) return;
  follower.next = last.position + 1;
  try {
    follower.take(fresh);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
