// The transaction that appends: all its statements go out in one go, and the database does the rest.
import type { QueryResult } from 'pg';
import type { Draft } from './event-log.ts';
import { createConnection } from './postgres-connection.ts';
import { CONNECT_MS, WRITE_MS } from './postgres-open.ts';

export interface AskedDraft {
  readonly room: string;
  readonly draft: Draft;
}

/** What became of the n-th draft; none for a room that is not there or a key that came before. */
export interface WrittenRow {
  n: number;
  position: number;
  at: number;
  /** Null for what this batch has added. */
  body: string | null;
  origin: string | null;
}

export interface Writer {
  /** One transaction; durable when it resolves. Rejects with whatever went wrong; then ask again. */
  write(drafts: readonly AskedDraft[]): Promise<readonly WrittenRow[]>;
  close(): Promise<void>;
}

/** One connection, made when it is needed, and anew after any error. */
export function openWriter(url: string): Writer {
  const connection = createConnection({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: WRITE_MS,
    keepAlive: true,
    pipeline: true,
    application_name: 'lightlag appends',
  });

  return {
    async write(drafts) {
      const usable = await connection.get();
      try {
        const rooms = [...new Set(drafts.map(({ room }) => room))];
        // Sent in one go; an error in one of them makes the commit a rollback.
        const [, , written, end] = (await Promise.all([
          usable.query(BEGIN),
          usable.query(LOCK, [rooms]),
          usable.query(WRITE, valuesOf(drafts)),
          usable.query('COMMIT'),
        ])) as [unknown, unknown, QueryResult<WrittenRow>, QueryResult];
        if (end.command !== 'COMMIT') throw new Error(`The database did a ${end.command}.`);
        return written.rows;
      } catch (error) {
        connection.drop(usable);
        throw error;
      }
    },
    close: connection.close,
  };
}

/** A connection that has died must not hold the lock of a room for longer than an append may take. */
const BEGIN = `BEGIN;
  SET LOCAL statement_timeout = ${WRITE_MS}; SET LOCAL idle_in_transaction_session_timeout = ${WRITE_MS}`;

const LOCK = `SELECT FROM lightlag.room WHERE id = ANY ($1) ORDER BY key FOR NO KEY UPDATE`;

/**
 * Under the locks: what the log has keeps its entry, the rest gets the next positions in the order
 * asked for, and one stamp by the database's clock, never below the room's newest or what a node was
 * told. The clock is materialised: a join may ask a subquery anew for each row.
 */
const WRITE = `
WITH asked AS MATERIALIZED (
  SELECT a.*, r.key, r.head, greatest(r.newest_at, r.told_at) AS earliest
  FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS a (n, room, author, id, origin, kind, body)
  JOIN lightlag.room r ON r.id = a.room
), known AS MATERIALIZED (
  SELECT a.n, e.position, e.at, e.body, e.origin FROM asked a
  JOIN lightlag.event e ON e.room = a.key AND e.author = a.author AND e.id = a.id
), fresh AS (
  SELECT DISTINCT ON (key, author, id) * FROM asked
  WHERE n NOT IN (SELECT n FROM known) ORDER BY key, author, id, n
), clock AS MATERIALIZED (
  SELECT lightlag.now_ms() AS now
), numbered AS MATERIALIZED (
  SELECT f.*, head + (row_number() OVER (PARTITION BY key ORDER BY n))::int AS position,
    greatest(earliest, now) AS at
  FROM fresh f, clock
), added AS (
  INSERT INTO lightlag.event (room, position, author, id, origin, kind, at, body)
  SELECT key, position, author, id, origin, kind, at, body FROM numbered ORDER BY key, position
), ended AS (
  UPDATE lightlag.room r SET head = last.position, newest_at = last.at
  FROM (SELECT key, max(position) AS position, max(at) AS at FROM numbered GROUP BY key) AS last
  WHERE r.key = last.key
)
SELECT n, position, at, NULL AS body, NULL AS origin FROM numbered
UNION ALL SELECT n, position, at, body, origin FROM known`;

function valuesOf(drafts: readonly AskedDraft[]): unknown[] {
  return [
    drafts.map((_, index) => index),
    drafts.map(({ room }) => room),
    drafts.map(({ draft }) => draft.author),
    drafts.map(({ draft }) => draft.id),
    drafts.map(({ draft }) => draft.origin),
    drafts.map(({ draft }) => draft.body.kind),
    drafts.map(({ draft }) => JSON.stringify(draft.body)),
  ];
}
