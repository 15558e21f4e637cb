// What a transaction does to the rooms: each event after the last one of its room, each key once.
import type Database from 'better-sqlite3';
import type { RealMs } from '../../../shared/time/frames.ts';
import { type Draft, type LoggedEvent, LogUnavailable } from './event-log.ts';
import { type Batch, createBatch } from './sqlite-batch.ts';
import { isStaged } from './sqlite-staged.ts';
import type { RoomEnd, Statements } from './sqlite-statements.ts';
import { stamp } from './stamp.ts';

export interface Writer {
  readonly batch: Batch;
  /** In a transaction: where a room ends by now. Throws LogUnavailable for an unknown one. */
  roomOf(id: string): RoomEnd;
  /** In a transaction: writes what the room does not have. An event for each draft, in order. */
  appendTo(id: string, drafts: readonly TakenDraft[]): readonly LoggedEvent[];
}

export interface TakenDraft {
  readonly draft: Draft;
  /** The draft's, as JSON. */
  readonly body: string;
  /** Given for the first events of a room only. */
  readonly at: RealMs | undefined;
}

export interface WriterOptions {
  readonly ask: Statements;
  /** The log's time. */
  now(): RealMs;
  /**
   * New events are durable, by room, in order; nobody has heard of it yet. All of a room at once: its
   * time must not be read between a word and a change of the warp that was stamped before the reading.
   */
  onCommit(fresh: ReadonlyMap<string, readonly LoggedEvent[]>): void;
}

/** A room as the running transaction leaves it. */
interface OpenRoom extends RoomEnd {
  end: RoomEnd['end'];
  /** What the transaction has added to it. */
  readonly added: LoggedEvent[];
}

export function createWriter(db: Database.Database, options: WriterOptions): Writer {
  const { ask, onCommit } = options;
  /** Written back once, at the end of the transaction. */
  const rooms = new Map<string, OpenRoom>();
  const fresh = new Map<string, LoggedEvent[]>();
  const batch = createBatch(db, {
    begin() {
      rooms.clear();
      fresh.clear();
    },
    end() {
      for (const [id, room] of rooms) {
        if (room.added.length === 0) continue;
        ask.endRoom(room);
        if (!isStaged(id)) fresh.set(id, room.added);
      }
    },
    committed() {
      if (fresh.size > 0) onCommit(fresh);
    },
  });

  function roomOf(id: string): OpenRoom {
    const known = rooms.get(id);
    if (known) return known;
    const found = ask.findRoom(id);
    if (!found) throw new LogUnavailable(`The log has no room ${id}.`);
    const room = { key: found.key, end: found.end, added: [] };
    rooms.set(id, room);
    return room;
  }

  function appendTo(id: string, drafts: readonly TakenDraft[]): readonly LoggedEvent[] {
    const room = roomOf(id);
    return drafts.map(({ draft, body, at }) => {
      // Not when it was asked for: while it waited for its turn, later things may have been handed out.
      const event = stamp(room.end, draft, at ?? options.now());
      if (!ask.insertEvent(room.key, event, body)) {
        return ask.findEvent(room.key, draft.author, draft.id) as LoggedEvent;
      }
      room.end = event;
      room.added.push(event);
      return event;
    });
  }

  return { batch, roomOf, appendTo };
}
