// Questions to the database: a pool of connections that gives up in time, and the way from rows to
// events. Whatever goes wrong is LogUnavailable: nothing here is the asker's fault.
import { Pool, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';
import { realMs } from '../../../shared/time/frames.ts';
import { type EventQuery, type LoggedEvent, LogUnavailable } from './event-log.ts';
import { KINDS } from './kinds.ts';
import { CONNECT_MS, QUERY_MS } from './postgres-open.ts';

export interface Queries {
  /** Rejects with LogUnavailable, at the latest after CONNECT_MS + `withinMs`. */
  ask<Row extends QueryResultRow>(
    sql: string,
    values: readonly unknown[],
    withinMs?: number,
  ): Promise<QueryResult<Row>>;
  select(room: string, query: EventQuery): Promise<readonly LoggedEvent[]>;
  find(room: string, author: string, id: string): Promise<LoggedEvent | undefined>;
  close(): Promise<void>;
}

/** Connections for reading and for small writes; appends have one of their own. */
const CONNECTIONS_MAX = 6;
const POSITION_MAX = 2 ** 31 - 1;

interface EventRow {
  position: number;
  author: string;
  id: string;
  origin: string;
  at: number;
  body: string;
}

/** The number of a room in the tables. */
const KEY = '(SELECT key FROM lightlag.room WHERE id = $1)';
const COLUMNS = 'e.position, e.author, e.id, e.origin, e.at, e.body';

const toEvent = (row: EventRow): LoggedEvent => ({
  id: row.id,
  author: row.author,
  origin: row.origin,
  body: JSON.parse(row.body) as LoggedEvent['body'],
  position: row.position,
  at: realMs(row.at),
});

/** The time limit of one query, which the types of `pg` leave out. */
interface TimedQuery extends QueryConfig {
  readonly query_timeout: number;
}

export function openQueries(url: string): Queries {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'lightlag',
  });
  // An idle connection that breaks is replaced when it is needed.
  pool.on('error', () => {});
  let closing: Promise<void> | undefined;

  async function ask<Row extends QueryResultRow>(
    sql: string,
    values: readonly unknown[],
    withinMs = QUERY_MS,
  ) {
    if (closing) throw new LogUnavailable('The log is closed.');
    try {
      const config: TimedQuery = { text: sql, values: [...values], query_timeout: withinMs };
      return await pool.query<Row>(config);
    } catch (cause) {
      throw new LogUnavailable('The database did not answer.', { cause });
    }
  }

  return {
    ask,
    async select(room, query) {
      const { sql, values } = toSql(room, query);
      return (await ask<EventRow>(sql, values)).rows.map(toEvent);
    },
    async find(room, author, id) {
      const sql = `SELECT ${COLUMNS} FROM lightlag.event e WHERE e.author = $2 AND e.id = $3 AND e.room = ${KEY}`;
      const [row] = (await ask<EventRow>(sql, [room, author, id])).rows;
      return row && toEvent(row);
    },
    async close() {
      closing ??= pool.end();
      await closing;
    },
  };
}

/**
 * Each kind is one stretch of an index, read for up to `limit` events and merged here: one
 * `kind = ANY (...)` would make the database sort all of them.
 */
function toSql(room: string, query: EventQuery): { sql: string; values: unknown[] } {
  const values: unknown[] = [room];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const clamp = (position: number) => Math.min(Math.max(position, 0), POSITION_MAX);
  const where = [`e.room = ${KEY}`];
  const { origin, fromPosition, toPosition, since, until } = query;
  if (fromPosition !== undefined) where.push(`e.position >= ${value(clamp(fromPosition))}`);
  if (toPosition !== undefined) where.push(`e.position <= ${value(clamp(toPosition))}`);
  // A scalar subquery is worked out once, before the rows are looked at.
  const first = (at: number, orEqual: boolean) =>
    `(SELECT lightlag.first_position(${KEY}, ${value(at)}, ${orEqual}))`;
  if (since !== undefined) where.push(`e.position >= ${first(since, true)}`);
  if (until !== undefined) where.push(`e.position < ${first(until, false)}`);
  if (origin !== undefined) where.push(`e.origin = ${value(origin)}`);
  const end = `ORDER BY e.position ${query.newestFirst ? 'DESC' : 'ASC'} LIMIT ${value(query.limit)}`;
  const from = `SELECT ${COLUMNS} FROM lightlag.event e WHERE ${where.join(' AND ')}`;
  const kinds = query.kinds ?? (origin === undefined ? undefined : KINDS);
  if (!kinds) return { sql: `${from} ${end}`, values };
  const each = `(${from} AND e.kind = k.kind ${end}) AS e`;
  const all = `unnest(${value([...new Set(kinds)])}::text[]) AS k (kind)`;
  return { sql: `SELECT ${COLUMNS} FROM ${all} CROSS JOIN LATERAL ${each} ${end}`, values };
}
