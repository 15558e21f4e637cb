// How a node learns that others have appended. NOTIFY is only a wake-up, which may come or not: a look
// once a second stands behind it, so that a pooler or a database without NOTIFY will do.
import { DatabaseError } from 'pg';
import type { Clock, Dispose } from '../../../shared/time/clock.ts';
import { realMs } from '../../../shared/time/frames.ts';
import type { Word } from './peers.ts';
import { createConnection } from './postgres-connection.ts';
import { newTurn, RAISE, settleIdentity } from './postgres-epoch.ts';
import { isBroken, LOOK, type Looked } from './postgres-look.ts';
import { createNoticeReader, type Notice, payloadsOf } from './postgres-notice.ts';
import { CONNECT_MS, QUERY_MS } from './postgres-open.ts';
import type { Reached } from './postgres-tails.ts';

export interface Watch {
  /** Tells the other nodes that a room has grown, as well as it can. */
  announce(room: string, head: number): void;
  /** Tells the other nodes a few words, as well as it can. */
  tell(room: string, word: Word): void;
  close(): Promise<void>;
}

export interface WatchOptions {
  readonly url: string;
  readonly clock: Clock;
  /** False: neither says nor hears NOTIFY. */
  readonly notify: boolean;
  /** This node's own name. */
  readonly node: string;
  /** Rooms that are followed, each with how far it is known. */
  reached(): ReadonlyMap<string, Reached>;
  learn(room: string, at: Reached): void;
  /** A followed room has grown, or is said to. */
  onHead(room: string, head: number): void;
  /** Another node has something to say about a room. */
  onWord(room: string, word: Word, node: string): void;
  /** From now on other nodes are heard; what they said before may have been missed. */
  onHearing(): void;
  /** The database's clock, as it was just now. */
  onTime(at: number): void;
  /** The turn of the log (see postgres-epoch), as it was just now. */
  onTurn(turn: string): void;
}

/** Real ms between two looks. */
const LOOK_EVERY_MS = 1000;
const CHANNEL = 'lightlag';
/** Rooms of one notice: a payload holds less than 8000 bytes. */
const ROOMS_OF_NOTICE = 100;

export function openWatch(options: WatchOptions): Watch {
  const { url, clock, notify, node } = options;
  let isClosed = false;
  let stopTimer: Dispose = () => {};
  let looking: Promise<void> | undefined;
  const grown = new Map<string, number>();
  const read = createNoticeReader();
  let announcing: Promise<void> | undefined;

  const connection = createConnection(
    {
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: QUERY_MS,
      keepAlive: true,
      application_name: 'lightlag watch',
    },
    async (fresh) => {
      fresh.on('notification', ({ payload }) => hear(payload ?? ''));
      if (notify) await fresh.query(`LISTEN ${CHANNEL}`).catch(() => {});
      // Whoever answers now may be another copy of the database.
      await settleIdentity(fresh);
      if (notify) setImmediate(options.onHearing);
    },
  );

  function hear(payload: string): void {
    const notice = read(payload);
    if (!notice || notice.by === node || isClosed) return;
    if ('word' in notice) {
      options.onWord(notice.room, notice.word, notice.by);
      return;
    }
    const reached = options.reached();
    for (const [room, head] of notice.heads) {
      if (head > (reached.get(room)?.position ?? Infinity)) options.onHead(room, head);
    }
  }

  /** Runs a query on the connection of the watch, which is dropped unless the database just says no. */
  async function query<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
    const usable = await connection.get();
    try {
      return (await usable.query<Row>(sql, values)).rows;
    } catch (error) {
      const isRefused = error instanceof DatabaseError && error.severity === 'ERROR';
      if (!isRefused) connection.drop(usable);
      throw error;
    }
  }

  async function look(): Promise<void> {
    const reached = options.reached();
    const known = [...reached.values()];
    const [row] = await query<Looked>(LOOK, [
      [...reached.keys()],
      known.map(({ position }) => position),
      known.map(({ author }) => author),
      known.map(({ id }) => id),
    ]);
    if (!row || isClosed) return;
    options.onTime(row.now);
    let { turn } = row;
    if (row.rooms?.some((room) => isBroken(room, reached))) {
      const [raised] = await query<{ turn: string }>(RAISE, [turn, newTurn()]);
      turn = raised?.turn ?? turn;
    }
    options.onTurn(turn);
    for (const { room, head, position, author, id } of row.rooms ?? []) {
      if (author !== null && id !== null) options.learn(room, { position, author, id });
      if (head !== null && head > position) options.onHead(room, head);
    }
  }

  function lookAndWait(): void {
    // A log that is away is said to whoever asks it; this only looks again.
    looking = look()
      .catch(() => {})
      .finally(() => {
        if (isClosed) return;
        stopTimer = clock.wakeAt(realMs(clock.now() + LOOK_EVERY_MS), lookAndWait);
      });
  }

  async function flush(): Promise<void> {
    while (grown.size > 0) {
      const some = [...grown].slice(0, ROOMS_OF_NOTICE);
      for (const [room] of some) grown.delete(room);
      await send({ by: node, heads: some });
    }
    announcing = undefined;
  }

  async function send(notice: Notice): Promise<void> {
    for (const payload of payloadsOf(notice)) {
      await query('SELECT pg_notify($1, $2)', [CHANNEL, payload]).catch(() => {});
    }
  }

  lookAndWait();
  return {
    announce(room, head) {
      if (!notify || isClosed) return;
      grown.set(room, head);
      announcing ??= flush();
    },
    tell(room, word) {
      if (notify && !isClosed) void send({ by: node, room, word });
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      stopTimer();
      await Promise.all([looking, announcing]);
      await connection.close();
    },
  };
}
