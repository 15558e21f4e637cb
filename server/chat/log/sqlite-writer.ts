// What a transaction does to the rooms: each event after the last one of its room, each key once.
import type Database from 'better-sqlite3';
import type { RealMs } from '../../../shared/time/frames.ts';
import { type Draft, type LoggedEvent, LogUnavailable } from './event-log.ts';
import { type Batch, createBatch } from './sqlite-batch.ts';
import { isStaged } from './sqlite-staged.ts';
import type { RoomEnd, Statements } from './sqlite-statements.ts';
import { type LogEnd, stamp } from './stamp.ts';

export interface Writer {
  readonly batch: Batch;
  /** In a transaction: where a room ends by now. Throws LogUnavailable for an unknown one. */
  roomOf(id: string): RoomEnd;
  /** In a transaction: writes what the room does not have. */
  appendTo(id: string, drafts: readonly TakenDraft[]): Appended;
}

export interface TakenDraft {
  readonly draft: Draft;
  /** The draft's, as JSON. */
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

export function createWriter(db: Database.Database, options: WriterOptions): Writer {
  const { ask, onCommit } = options;
  /** Rooms as the running transaction leaves them; written back once, at its end. */
  const rooms = new Map<string, RoomEnd>();
  const changed = new Set<string>();
  const fresh = new Map<string, LoggedEvent[]>();
  const batch = createBatch(db, {
    begin() {
      rooms.clear();
      changed.clear();
      fresh.clear();
    },
    end() {
      for (const id of changed) ask.endRoom(rooms.get(id) as RoomEnd);
    },
    committed() {
      if (fresh.size > 0) onCommit(fresh);
    },
  });

  function roomOf(id: string): RoomEnd {
    const room = rooms.get(id) ?? ask.findRoom(id);
    if (!room) throw new LogUnavailable(`The log has no room ${id}.`);
    rooms.set(id, room);
    return room;
  }

  function appendTo(id: string, drafts: readonly TakenDraft[]): Appended {
    const { key, end: before } = roomOf(id);
    let end: LogEnd = before;
    const added: LoggedEvent[] = [];
    const taken = drafts.map(({ draft, body, at }) => {
      // Not when it was asked for: while it waited for its turn, later things may have been handed out.
      const event = stamp(end, draft, at ?? options.now());
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
      if (!isStaged(id)) noteFresh(id, added);
    }
    return { taken, added };
  }

  function noteFresh(id: string, added: readonly LoggedEvent[]): void {
    const known = fresh.get(id);
    if (known) known.push(...added);
    else fresh.set(id, [...added]);
  }

  return { batch, roomOf, appendTo };
}
