// A log in memory, for tests and for trying things out: it fulfils the same suite as the durable
// ones, and forgets everything when the process ends.
import type { Clock } from '../../../shared/time/clock.ts';
import type { RealMs } from '../../../shared/time/frames.ts';
import { erased } from './erased.ts';
import {
  type Draft,
  type EventLog,
  type EventQuery,
  type LoggedEvent,
  LogUnavailable,
  type MemberRecord,
  type RoomRecord,
} from './event-log.ts';
import { createFollowers } from './followers.ts';
import { KINDS } from './kinds.ts';
import { assertStamped, EMPTY, stamp } from './stamp.ts';

interface Room {
  readonly record: RoomRecord;
  /** By position, oldest first; `events[0]` has position 1. */
  readonly events: LoggedEvent[];
  readonly byKey: Map<string, LoggedEvent>;
  readonly members: Map<string, MemberRecord>;
}

/** An empty log whose events are stamped by `clock`. */
export function createMemoryLog({ clock }: { clock: Clock }): EventLog {
  const rooms = new Map<string, Room>();
  let isClosed = false;
  const followers = createFollowers({
    clock,
    read: (room, from, limit) => rooms.get(room)?.events.slice(from - 1, from - 1 + limit) ?? [],
  });

  function openRooms(): Map<string, Room> {
    if (isClosed) throw new LogUnavailable('The log is closed.');
    return rooms;
  }

  function roomOf(id: string): Room {
    const room = openRooms().get(id);
    if (!room) throw new LogUnavailable(`The log has no room ${id}.`);
    return room;
  }

  return {
    description: 'memory (nothing is kept)',
    now: () => clock.now(),

    async createRoom(record, first) {
      if (openRooms().has(record.id)) throw new LogUnavailable(`Room ${record.id} exists.`);
      assertStamped(first, clock.now());
      const room: Room = { record, events: [], byKey: new Map(), members: new Map() };
      rooms.set(record.id, room);
      for (const draft of first) add(room, draft, draft.at);
      await followers.publish(record.id, room.events.slice());
    },
    findRoom: async (id) => openRooms().get(id)?.record,
    recentRooms: async (since, limit) =>
      [...openRooms().values()]
        .map(({ record, events }) => ({ id: record.id, at: events.at(-1)?.at ?? -Infinity }))
        .filter(({ at }) => at >= since)
        .sort((a, b) => b.at - a.at)
        .slice(0, limit)
        .map(({ id }) => id),

    async append(id, drafts) {
      const room = roomOf(id);
      const head = room.events.length;
      const now = clock.now();
      const taken = drafts.map((draft) => add(room, draft, now));
      await followers.publish(id, room.events.slice(head));
      return taken;
    },
    follow: followers.follow,
    settledAt: () => clock.now(),
    settle: async () => {},
    async erase(id, positions) {
      const { events, byKey } = roomOf(id);
      for (const position of positions) {
        const event = events[position - 1];
        const body = event && erased(event.body);
        if (!body) continue;
        const left = { ...event, body };
        events[position - 1] = left;
        byKey.set(keyOf(event.author, event.id), left);
      }
    },
    read: async (id, query) => select(openRooms().get(id)?.events ?? [], query),
    find: async (id, author, key) => openRooms().get(id)?.byKey.get(keyOf(author, key)),
    head: async (id) => openRooms().get(id)?.events.length ?? 0,

    async addMember(member) {
      const { members } = roomOf(member.room);
      if (members.has(member.id)) throw new LogUnavailable(`Member ${member.id} exists.`);
      members.set(member.id, member);
    },
    findMember: async (id, tokenHash) =>
      [...(openRooms().get(id)?.members.values() ?? [])].find((one) => one.tokenHash === tokenHash),
    countMembers: async (id) => openRooms().get(id)?.members.size ?? 0,

    isReady: async () => !isClosed,
    async close() {
      isClosed = true;
      followers.close();
    },
  };
}

const keyOf = (author: string, id: string): string => JSON.stringify([author, id]);

function add(room: Room, draft: Draft, now: RealMs): LoggedEvent {
  const key = keyOf(draft.author, draft.id);
  const known = room.byKey.get(key);
  if (known) return known;
  const event = stamp(room.events.at(-1) ?? EMPTY, draft, now);
  room.events.push(event);
  room.byKey.set(key, event);
  return event;
}

function select(events: readonly LoggedEvent[], query: EventQuery): LoggedEvent[] {
  const { kinds, origin, fromPosition = 1, toPosition = Infinity } = query;
  const { since = -Infinity, until = Infinity, limit } = query;
  const found = events.filter(
    ({ position, at, body, origin: from }) =>
      position >= fromPosition &&
      position <= toPosition &&
      at >= since &&
      at <= until &&
      (origin === undefined || from === origin) &&
      (kinds ?? (origin === undefined ? undefined : KINDS))?.includes(body.kind) !== false,
  );
  return (query.newestFirst ? found.reverse() : found).slice(0, limit);
}
