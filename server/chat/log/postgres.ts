// The log in PostgreSQL, for many nodes: each one appends, follows the rooms of its own sockets, and
// can be killed at any moment. The database gives the positions and the stamps.
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../shared/time/clock.ts';
import { type EventLog, type LoggedEvent, LogUnavailable, type RoomRecord } from './event-log.ts';
import type { Peers } from './peers.ts';
import { createAppender } from './postgres-append.ts';
import { createDatabaseClock } from './postgres-clock.ts';
import { epochOf } from './postgres-epoch.ts';
import { createErase } from './postgres-erase.ts';
import { createRoomSql, membersOf } from './postgres-members.ts';
import { placeOf, prepareDatabase } from './postgres-open.ts';
import { openQueries } from './postgres-queries.ts';
import { createRoll } from './postgres-roll.ts';
import { createSettle } from './postgres-settle.ts';
import { createTails } from './postgres-tails.ts';
import { createTicketBox } from './postgres-tickets.ts';
import { openWatch } from './postgres-watch.ts';
import { assertStamped } from './stamp.ts';

export interface PostgresLogOptions {
  /** postgres://user:password@host:port/database?sslmode=... */
  readonly url: string;
  /** This node's own; events are stamped by the database's. */
  readonly clock: Clock;
  /** False: other nodes' events are found by looking once a second only. Default: true. */
  readonly notify?: boolean;
  /** Told what an operator should know of the log, a sentence each. */
  readonly tell?: (sentence: string) => void;
}

/**
 * Opens the log in the schema `lightlag` of a database, which is made if it is not there. Rejects with
 * LogOpenError when it cannot be used.
 * @example
 * const log = await openPostgresLog({ url: 'postgres://lightlag@db.example/chat', clock });
 */
export async function openPostgresLog(options: PostgresLogOptions): Promise<EventLog> {
  const { url, clock, notify = true, tell = () => undefined } = options;
  const prepared = await prepareDatabase(url);
  if (prepared.isAnother) tell(mayMiss(placeOf(url)));
  const queries = openQueries(url);
  const time = createDatabaseClock(clock);
  time.sample(prepared.now);
  let turn = prepared.turn;
  let hearReset = (): void => {};
  let beginHearing = (): void => {};
  const node = randomBytes(9).toString('base64url');
  let hearWord: Parameters<Peers['listen']>[0] = () => {};
  const tails = createTails((room, fromPosition, limit) =>
    queries.select(room, { fromPosition, limit }),
  );
  const watch = openWatch({
    url,
    clock,
    notify,
    node,
    reached: tails.reached,
    learn: tails.learn,
    // What cannot be read now is found again by the next look.
    onHead: (room, head) => void tails.reach(room, head).catch(() => {}),
    onWord: (room, word, by) => hearWord(room, word, by),
    onHearing: () => beginHearing(),
    onTime: time.sample,
    onTurn(now) {
      if (now === turn) return;
      turn = now;
      tell(mayMiss(placeOf(url)));
      hearReset();
    },
  });
  const appender = createAppender(url, told);
  const roll = createRoll(queries, node);
  const { ask } = queries;
  let closing: Promise<void> | undefined;

  async function createRoom(record: RoomRecord, first: Parameters<EventLog['createRoom']>[1]) {
    assertStamped(first, time.now());
    const { sql, values, events } = createRoomSql(record, first);
    const { rowCount } = await ask(sql, values, CREATE_MS + events.length);
    if (rowCount !== 1) throw new LogUnavailable(`Room ${record.id} exists.`);
    await told(record.id, events);
  }

  async function told(room: string, added: readonly LoggedEvent[]): Promise<void> {
    const last = added[added.length - 1];
    if (last) watch.announce(room, last.position);
    await tails.publish(room, added);
  }

  async function close(): Promise<void> {
    await appender.close();
    tails.close();
    await watch.close();
    await roll.close();
    await queries.close();
  }

  return {
    description: `PostgreSQL, ${placeOf(url)}`,
    now: time.now,
    createRoom,
    async findRoom(id) {
      const sql = 'SELECT record, turn FROM lightlag.room, lightlag.meta WHERE id = $1';
      const [row] = (await ask<{ record: string; turn: string }>(sql, [id])).rows;
      const record = row && (JSON.parse(row.record) as RoomRecord);
      return record && { ...record, epoch: epochOf(record.epoch, row.turn) };
    },
    async recentRooms(since, limit) {
      const sql =
        'SELECT id FROM lightlag.room WHERE newest_at >= $1 ORDER BY newest_at DESC LIMIT $2';
      return (await ask<{ id: string }>(sql, [since, limit])).rows.map(({ id }) => id);
    },

    append: appender.append,
    erase: createErase(queries),
    follow: tails.follow,
    settledAt: tails.settledAt,
    settle: createSettle({ queries, tails, onTime: time.sample }),
    read: queries.select,
    find: queries.find,
    async head(room) {
      const sql = 'SELECT head FROM lightlag.room WHERE id = $1';
      return (await ask<{ head: number }>(sql, [room])).rows[0]?.head ?? 0;
    },
    ...membersOf(queries),
    peers: {
      callRoll: roll.callRoll,
      tell: watch.tell,
      ...createTicketBox(queries),
      listen(take) {
        hearWord = take;
      },
      onReset(take) {
        hearReset = take;
      },
      onHearing(take) {
        beginHearing = take;
      },
    },

    isReady: () =>
      ask('UPDATE lightlag.meta SET probes = probes + 1', []).then(
        ({ rowCount }) => rowCount === 1,
        () => false,
      ),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** Real ms that making a room may take, and one more for each of its events. */
const CREATE_MS = 3000;

const mayMiss = (place: string): string =>
  `${place} was put back, or is another copy: it may have lost its end. Everybody in its rooms is told.`;
