// Who follows which room on this node. Events come from the appends of this node, handed on without
// reading them again, and from the log when another node has appended; each once and in order.
import type { Dispose } from '../../../shared/time/clock.ts';
import { type RealMs, realMs } from '../../../shared/time/frames.ts';
import { type LoggedEvent, LogUnavailable } from './event-log.ts';
import { type Follower, hand } from './followers.ts';

export interface Tails {
  /** As EventLog says. */
  follow(room: string, fromPosition: number, take: Follower['take']): Dispose;
  /** Resolves when all who follow the room have what this node has appended, by position. */
  publish(room: string, added: readonly LoggedEvent[]): Promise<void>;
  /** Resolves when all who follow the room have everything up to `head`. */
  reach(room: string, head: number): Promise<void>;
  /** Nothing that comes later is stamped before `at`, and all who follow the room have the rest. */
  settle(room: string, at: number): void;
  settledAt(room: string): RealMs;
  /** The rooms that are followed here. */
  reached(): ReadonlyMap<string, Reached>;
  /** Of the event at that position, as the log told it; kept if no later one is known by now. */
  learn(room: string, at: Reached): void;
  close(): void;
}

/** Up to where all have everything, and the key of the event there; '' while it is not known. */
export interface Reached {
  readonly position: number;
  readonly author: string;
  readonly id: string;
}

/** Events read in one go, so that nobody else waits for long. */
const PAGE = 500;

interface Tail {
  settledAt: number;
  last: Reached;
  readonly followers: Set<Follower>;
  /** The read in hand. */
  reading: Promise<void> | undefined;
}

/** `read` gives up to `limit` events of a room from a position on, oldest first. */
export function createTails(
  read: (room: string, fromPosition: number, limit: number) => Promise<readonly LoggedEvent[]>,
): Tails {
  const tails = new Map<string, Tail>();

  const nextOf = ({ followers }: Tail): number =>
    Math.min(...[...followers].map(({ next }) => next));

  function handAll(tail: Tail, events: readonly LoggedEvent[]): void {
    for (const follower of tail.followers) hand(follower, events);
    const last = events[events.length - 1];
    if (last && last.position > tail.last.position) tail.last = last;
  }

  function reachedBy(tail: Tail): Reached {
    const position = nextOf(tail) - 1;
    return tail.last.position === position ? tail.last : { position, author: '', id: '' };
  }

  /** Hands over page by page until there is nothing more. */
  async function readOn(room: string, tail: Tail): Promise<void> {
    for (let more = true; more && tail.followers.size > 0; ) {
      const page = await read(room, nextOf(tail), PAGE);
      handAll(tail, page);
      more = page.length === PAGE;
    }
  }

  async function reach(room: string, head: number): Promise<void> {
    const tail = tails.get(room);
    if (!tail) return;
    // A read that was begun before this call may not have seen the head yet.
    await tail.reading?.catch(() => {});
    while (nextOf(tail) <= head) {
      const before = nextOf(tail);
      tail.reading ??= readOn(room, tail).finally(() => {
        tail.reading = undefined;
      });
      await tail.reading;
      if (nextOf(tail) === before) throw new LogUnavailable(`Room ${room} ends before ${head}.`);
    }
  }

  return {
    follow(room, fromPosition, take) {
      const follower: Follower = { next: fromPosition, take };
      const tail = tails.get(room) ?? {
        followers: new Set(),
        reading: undefined,
        settledAt: -Infinity,
        last: { position: 0, author: '', id: '' },
      };
      tails.set(room, tail);
      tail.followers.add(follower);
      // Who cannot be served now is when the room is looked at next.
      setImmediate(() => void reach(room, follower.next).catch(() => {}));
      return () => {
        follower.next = Infinity;
        tail.followers.delete(follower);
        if (tail.followers.size === 0 && tails.get(room) === tail) tails.delete(room);
      };
    },
    async publish(room, added) {
      const [first, last] = [added[0], added[added.length - 1]];
      const tail = tails.get(room);
      if (!first || !last || !tail) return;
      if (tail.reading || nextOf(tail) < first.position) return reach(room, last.position);
      handAll(tail, added);
    },
    reach,
    settle(room, at) {
      const tail = tails.get(room);
      if (tail) tail.settledAt = Math.max(tail.settledAt, at);
    },
    settledAt: (room) => realMs(tails.get(room)?.settledAt ?? -Infinity),
    reached: () => new Map([...tails].map(([room, tail]) => [room, reachedBy(tail)])),
    learn(room, at) {
      const tail = tails.get(room);
      if (tail && at.position > tail.last.position) tail.last = at;
    },
    close() {
      for (const { followers } of tails.values()) {
        for (const follower of followers) follower.next = Infinity;
      }
      tails.clear();
    },
  };
}
