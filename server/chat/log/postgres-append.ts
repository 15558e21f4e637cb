// Appends of all rooms of this node, in batches: one commit, and one round trip, for everything that
// was asked for while the last batch was under way. A room keeps to one of a few lanes, each with a
// connection, so that the node prepares one batch while the database writes another.
import { realMs } from '../../../shared/time/frames.ts';
import { type Draft, type LoggedEvent, LogUnavailable } from './event-log.ts';
import { openWriter, type WrittenRow } from './postgres-write.ts';

export interface Appender {
  /** As EventLog says. Rejects with LogUnavailable within DEADLINE_MS. */
  append(room: string, drafts: readonly Draft[]): Promise<readonly LoggedEvent[]>;
  /** Ends what is in hand, then closes. Idempotent. */
  close(): Promise<void>;
}

/** Real ms within which an append is taken or refused. */
const DEADLINE_MS = 3000;
/** Events of one batch, unless one append alone has more. */
const BATCH_MAX = 256;
/** Events that wait in one lane; beyond that appends are refused at once. */
const WAITING_MAX = 20_000;

interface Job {
  readonly room: string;
  readonly drafts: readonly Draft[];
  isOver: boolean;
  settle(outcome: readonly LoggedEvent[] | LogUnavailable): void;
}

/** Connections that append. */
const LANES = 2;

/** What one commit has added to a room, by position; resolves when all who follow it here have it. */
export type Tell = (room: string, added: readonly LoggedEvent[]) => Promise<void>;

export function createAppender(url: string, tell: Tell): Appender {
  const lanes = Array.from({ length: LANES }, () => createLane(url, tell));
  return {
    append: (room, drafts) => (lanes[laneOf(room)] as Appender).append(room, drafts),
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

/** The same for the same room: its appends are taken in the order in which they were asked for. */
function laneOf(room: string): number {
  let sum = 0;
  for (let index = 0; index < room.length; index++) sum = (sum * 31 + room.charCodeAt(index)) | 0;
  return Math.abs(sum) % LANES;
}

function createLane(url: string, tell: Tell): Appender {
  const writer = openWriter(url);
  let waiting: Job[] = [];
  let waitingEvents = 0;
  let running: Promise<void> | undefined;
  let isClosed = false;

  function nextBatch(): Job[] {
    let events = 0;
    let count = 0;
    for (const { drafts } of waiting) {
      if (count > 0 && events + drafts.length > BATCH_MAX) break;
      events += drafts.length;
      count++;
    }
    const batch = waiting.slice(0, count);
    waiting = waiting.slice(count);
    waitingEvents -= events;
    return batch.filter(({ isOver }) => !isOver);
  }

  async function run(): Promise<void> {
    // What is asked for in this turn goes into one batch.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const batch = nextBatch();
      if (batch.length > 0) await commit(batch);
    }
    running = undefined;
  }

  async function commit(batch: readonly Job[]): Promise<void> {
    let rows: readonly WrittenRow[];
    try {
      const asked = batch.flatMap(({ room, drafts }) => drafts.map((draft) => ({ room, draft })));
      rows = await writer.write(asked);
    } catch (cause) {
      const error = new LogUnavailable('The log could not write.', { cause });
      for (const job of batch) job.settle(error);
      return;
    }
    const { taken, added } = resultsOf(batch, rows);
    // All that the commit brings to a room is told in one go; the next batch need not wait for it.
    const told = new Map([...added].map(([room, events]) => [room, tell(room, events)]));
    batch.forEach((job, index) => {
      const events = taken[index] ?? new LogUnavailable(`The log has no room ${job.room}.`);
      const done = told.get(job.room) ?? Promise.resolve();
      done.then(
        () => job.settle(events),
        (cause) => job.settle(new LogUnavailable('The log cannot be read.', { cause })),
      );
    });
  }

  return {
    append(room, drafts) {
      if (isClosed) return Promise.reject(new LogUnavailable('The log is closed.'));
      if (waitingEvents + drafts.length > WAITING_MAX && waitingEvents > 0) {
        return Promise.reject(new LogUnavailable('Too much is waiting for the log.'));
      }
      return new Promise((resolve, reject) => {
        const late = () => job.settle(new LogUnavailable('The log did not answer in time.'));
        const deadline = setTimeout(late, DEADLINE_MS);
        const job: Job = {
          room,
          drafts,
          isOver: false,
          settle(outcome) {
            if (job.isOver) return;
            job.isOver = true;
            clearTimeout(deadline);
            if (outcome instanceof LogUnavailable) reject(outcome);
            else resolve(outcome);
          },
        };
        waiting.push(job);
        waitingEvents += drafts.length;
        running ??= run();
      });
    },
    async close() {
      isClosed = true;
      await running;
      await writer.close();
    },
  };
}

/**
 * `taken`: for each job its events; undefined for a job whose room the log does not have. `added`: by
 * room what is new, by position.
 */
function resultsOf(batch: readonly Job[], rows: readonly WrittenRow[]) {
  const rowOf = new Map(rows.map((row) => [row.n, row]));
  const eventOf = new Map<string, LoggedEvent>();
  const added = new Map<string, LoggedEvent[]>();
  let n = 0;
  const taken = batch.map(({ room, drafts }) => {
    const events = drafts.map((draft) => {
      const row = rowOf.get(n++);
      const key = JSON.stringify([room, draft.author, draft.id]);
      const event = row ? toEvent(draft, row) : eventOf.get(key);
      if (event && row) eventOf.set(key, event);
      if (event && row?.body === null) {
        const fresh = added.get(room) ?? [];
        added.set(room, fresh);
        fresh.push(event);
      }
      return event;
    });
    return events.every((event) => event !== undefined) ? events : undefined;
  });
  return { taken, added };
}

function toEvent({ id, author, origin, body }: Draft, row: WrittenRow): LoggedEvent {
  const { position } = row;
  const at = realMs(row.at);
  if (row.body === null) return { id, author, origin, body, position, at };
  const known = JSON.parse(row.body) as LoggedEvent['body'];
  return { id, author, origin: row.origin ?? '', body: known, position, at };
}
