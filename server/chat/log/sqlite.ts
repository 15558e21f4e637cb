// The log in one SQLite file, the default: no server to run, and nothing acknowledged is lost to a
// killed process or a power cut. One process at a time writes it.
import type { Clock } from '../../../shared/time/clock.ts';
import type { RealMs } from '../../../shared/time/frames.ts';
import {
  type Draft,
  type EventLog,
  type LoggedEvent,
  LogUnavailable,
  type RoomRecord,
} from './event-log.ts';
import { createFollowers } from './followers.ts';
import { createBatch } from './sqlite-batch.ts';
import { openDatabase } from './sqlite-open.ts';
import { ALL_STAGED, createStaged, SLICE } from './sqlite-staged.ts';
import { prepareStatements, type RoomEnd } from './sqlite-statements.ts';
import { assertStamped, type LogEnd, stamp } from './stamp.ts';

export interface SqliteLogOptions {
  /** Made if it is not there, with its folder. */
  readonly file: string;
  /** Stamps the events. */
  readonly clock: Clock;
  /** The file does not grow beyond this; then appends are refused. Default: as the disk allows. */
  readonly fileBytesMax?: number;
}

/**
 * Opens the log in `file`. Throws LogOpenError when it cannot be used.
 * @example
 * const log = openSqliteLog({ file: 'data/lightlag.db', clock });
 * await log.append(room, [{ id, author, origin: 'earth', body: { kind: 'say', text: 'Hi' } }]);
 */
export function openSqliteLog({ file, clock, fileBytesMax }: SqliteLogOptions): EventLog {
  const db = openDatabase(file, fileBytesMax ?? Infinity);
  const ask = prepareStatements(db);
  ask.dropRooms(ALL_STAGED);
  const writer = createWriter();
  let isClosed = false;

  function reading<T>(read: () => T): T {
    if (isClosed) throw new LogUnavailable('The log is closed.');
    try {
      return read();
    } catch (cause) {
      throw new LogUnavailable('The log cannot be read.', { cause });
    }
  }

  const followers = createFollowers({
    clock,
    read: (id, fromPosition, limit) =>
      reading(() => {
        const room = ask.findRoom(id);
        return room ? ask.select(room, { fromPosition, limit }) : [];
      }),
  });

  /** Rooms as the running transaction leaves them; written back once, at its end. */
  function createWriter() {
    const rooms = new Map<string, RoomEnd>();
    const changed = new Set<string>();
    const batch = createBatch(db, {
      begin() {
        rooms.clear();
        changed.clear();
      },
      end() {
        for (const id of changed) ask.endRoom(rooms.get(id) as RoomEnd);
      },
    });

    function roomOf(id: string): RoomEnd {
      const room = rooms.get(id) ?? ask.findRoom(id);
      if (!room) throw new LogUnavailable(`The log has no room ${id}.`);
      rooms.set(id, room);
      return room;
    }

    /** Writes what the room does not have. `bodies` are those of `drafts`, as JSON. */
    function appendTo(id: string, drafts: readonly TakenDraft[]): Appended {
      const { key, end: before } = roomOf(id);
      let end: LogEnd = before;
      const added: LoggedEvent[] = [];
      const taken = drafts.map(({ draft, body, at }) => {
        // Not when it was asked for: while it waited for its turn, later things may have been handed out.
        const event = stamp(end, draft, at ?? clock.now());
        if (!ask.insertEvent(key, event, body)) {
          return ask.findEvent(key, draft.author, draft.id) as LoggedEvent;
        }
        end = event;
        added.push(event);
        return event;
      });
      if (added.length > 0) {
        rooms.set(id, { key, end });
        changed.add(id);
      }
      return { taken, added };
    }

    return { batch, roomOf, appendTo };
  }

  const { batch, roomOf, appendTo } = writer;

  function take<D extends Draft>(draft: D, at?: RealMs): TakenDraft {
    return { draft, body: JSON.stringify(draft.body), at };
  }

  async function createRoom(record: RoomRecord, first: Parameters<EventLog['createRoom']>[1]) {
    assertStamped(first, clock.now());
    if (first.length > SLICE) {
      const drafts = first.map((draft) => ({ draft, at: draft.at }));
      const append = (id: string, some: readonly (typeof drafts)[number][]) =>
        appendTo(
          id,
          some.map(({ draft, at }) => take(draft, at)),
        );
      await followers.publish(
        record.id,
        await createStaged({ batch, ask, append }, record, drafts),
      );
      return;
    }
    const drafts = first.map((draft) => take(draft, draft.at));
    await batch.add(
      () => {
        if (!ask.insertRoom(record)) throw new LogUnavailable(`Room ${record.id} exists.`);
        return appendTo(record.id, drafts);
      },
      ({ added }) => followers.publish(record.id, added),
    );
  }

  async function append(room: string, drafts: readonly Draft[]) {
    const withBodies = drafts.map((draft) => take(draft));
    const { taken } = await batch.add(
      () => appendTo(room, withBodies),
      ({ added }) => followers.publish(room, added),
    );
    return taken;
  }

  return {
    description: `SQLite, ${file}`,
    now: () => clock.now(),
    createRoom,
    findRoom: async (id) => reading(() => ask.readRecord(id)),
    recentRooms: async (since, limit) => reading(() => ask.recentRooms(since, limit)),
    append,
    follow: followers.follow,
    read: async (id, query) =>
      reading(() => {
        const room = ask.findRoom(id);
        return room ? ask.select(room, query) : [];
      }),
    find: async (id, author, key) =>
      reading(() => {
        const room = ask.findRoom(id);
        return room && ask.findEvent(room.key, author, key);
      }),
    head: async (id) => reading(() => ask.findRoom(id)?.end.position ?? 0),

    addMember: (member) =>
      batch.add(() => {
        const isNew = ask.insertMember(roomOf(member.room).key, member);
        if (!isNew) throw new LogUnavailable(`Member ${member.id} exists.`);
      }),
    findMember: async (room, tokenHash) =>
      reading(() => {
        const found = ask.findRoom(room);
        const row = found && ask.findMember(found.key, tokenHash);
        return row && { room, id: row.id, tokenHash };
      }),
    countMembers: async (id) =>
      reading(() => {
        const room = ask.findRoom(id);
        return room ? ask.countMembers(room.key) : 0;
      }),

    isReady: () =>
      batch.add(ask.probe).then(
        () => true,
        () => false,
      ),
    async close() {
      if (isClosed) return;
      batch.close();
      isClosed = true;
      followers.close();
      db.close();
    },
  };
}

interface TakenDraft {
  readonly draft: Draft;
  readonly body: string;
  /** Given for the first events of a room only. */
  readonly at: RealMs | undefined;
}

interface Appended {
  /** An event for each draft, in order. */
  readonly taken: readonly LoggedEvent[];
  /** Those that are new. */
  readonly added: readonly LoggedEvent[];
}
