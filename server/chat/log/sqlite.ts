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
import { createKeeper, type Keeper } from './sqlite-keeper.ts';
import { explain, openDatabase } from './sqlite-open.ts';
import { ALL_STAGED, createStaged, SLICE } from './sqlite-staged.ts';
import { prepareStatements } from './sqlite-statements.ts';
import { createWriter, type TakenDraft } from './sqlite-writer.ts';
import { assertStamped } from './stamp.ts';

export interface SqliteLogOptions {
  /** Made if it is not there, with its folder. */
  readonly file: string;
  /** The machine's: the log's own goes on from what the log has told before. */
  readonly clock: Clock;
  /** The file does not grow beyond this; then appends are refused. Default: as the disk allows. */
  readonly fileBytesMax?: number;
  /** Told what an operator should know of the log as it was found, a sentence each. */
  readonly tell?: (sentence: string) => void;
}

/**
 * Opens the log in `file`. Throws LogOpenError when it cannot be used.
 * @example
 * const log = openSqliteLog({ file: 'data/lightlag.db', clock });
 * await log.append(room, [{ id, author, origin: 'earth', body: { kind: 'say', text: 'Hi' } }]);
 */
export function openSqliteLog(options: SqliteLogOptions): EventLog {
  const { file, clock, fileBytesMax, tell = () => undefined } = options;
  const db = openDatabase(file, fileBytesMax ?? Infinity);
  const ask = prepareStatements(db);
  let keeper: Keeper;
  try {
    ask.dropRooms(ALL_STAGED);
    keeper = createKeeper(db, { file, clock, tell });
  } catch (error) {
    db.close();
    throw explain(file, error);
  }
  /** What of the last commit somebody is still busy with, by room. */
  const busy = new Map<string, Promise<unknown>>();
  const { batch, roomOf, appendTo } = createWriter(db, {
    ask,
    now: keeper.now,
    onCommit,
  });
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

  function onCommit(fresh: ReadonlyMap<string, readonly LoggedEvent[]>): void {
    busy.clear();
    let count = 0;
    for (const [room, events] of fresh) {
      count += events.length;
      const pending = followers.publish(room, events);
      if (pending) busy.set(room, pending);
    }
    // Handed out first: a mark that a killed process did not write only notices less.
    keeper.taken(count);
  }

  function take(draft: Draft, at?: RealMs): TakenDraft {
    return { draft, body: JSON.stringify(draft.body), at };
  }

  async function createRoom(record: RoomRecord, first: Parameters<EventLog['createRoom']>[1]) {
    assertStamped(first, keeper.now());
    if (first.length > SLICE) {
      const drafts = first.map((draft) => ({ draft, at: draft.at }));
      const append = (id: string, some: readonly (typeof drafts)[number][]) =>
        appendTo(
          id,
          some.map(({ draft, at }) => take(draft, at)),
        );
      const events = await createStaged({ batch, ask, append }, record, drafts);
      keeper.recount();
      await followers.publish(record.id, events);
      return;
    }
    const drafts = first.map((draft) => take(draft, draft.at));
    await batch.add(
      () => {
        if (!ask.insertRoom(record)) throw new LogUnavailable(`Room ${record.id} exists.`);
        return appendTo(record.id, drafts);
      },
      () => busy.get(record.id),
    );
  }

  async function erase(room: string, positions: readonly number[]) {
    await batch.add(() => {
      const { key } = roomOf(room);
      for (const position of positions) ask.erase(key, position);
    });
    // Else the pages as they were would lie in the write-ahead log for as long as it is not full.
    reading(() => db.pragma('wal_checkpoint(TRUNCATE)'));
  }

  function append(room: string, drafts: readonly Draft[]) {
    const withBodies = drafts.map((draft) => take(draft));
    return batch.add(
      () => appendTo(room, withBodies),
      () => busy.get(room),
    );
  }

  return {
    description: `SQLite, ${file}`,
    now: keeper.now,
    createRoom,
    findRoom: async (id) => reading(() => ask.readRecord(id)),
    recentRooms: async (since, limit) => reading(() => ask.recentRooms(since, limit)),
    append,
    erase,
    follow: followers.follow,
    settledAt: keeper.now,
    settle: async () => {},
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
      keeper.close();
      db.close();
    },
  };
}
