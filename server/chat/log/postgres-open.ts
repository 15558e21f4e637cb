// Reaches the database and makes sure of what the log promises: commits that reach the disk, a
// primary, and tables that are ours and that this program understands.
import { Client, DatabaseError } from 'pg';
import { LogOpenError } from './open-error.ts';
import { settleIdentity } from './postgres-epoch.ts';
import { FROM_1, SCHEMA, SCHEMA_VERSION } from './postgres-schema.ts';

/** Real ms until a server that does not answer counts as away: an append is refused within 5 s. */
export const CONNECT_MS = 1500;
export const QUERY_MS = 3000;
/** An append that hangs for so long is given up: the next one may find the log back. */
export const WRITE_MS = 2000;
/** Making the tables may wait for other nodes that start at the same time. */
const MIGRATE_MS = 20_000;

/** Which server and database a URL means, without its user and password. Throws LogOpenError. */
export function placeOf(url: string): string {
  try {
    const { host, port, database } = new Client({ connectionString: url });
    return `${host.startsWith('/') ? host : `${host}:${port}`}/${database}`;
  } catch (cause) {
    // Not what came: it may hold a password.
    const form = 'postgres://user:password@host:port/database';
    throw new LogOpenError(`Expected the URL of the log as ${form}.`, { cause });
  }
}

export interface Prepared {
  /** The database's clock. */
  readonly now: number;
  readonly turn: string;
  /** It is not the database that it was: put back from a backup, or another copy of it. */
  readonly isAnother: boolean;
}

/** Checks the server, and makes or checks the tables. Throws LogOpenError. */
export async function prepareDatabase(url: string): Promise<Prepared> {
  const place = placeOf(url);
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: MIGRATE_MS,
    query_timeout: MIGRATE_MS,
    application_name: 'lightlag',
  });
  // A connection that breaks rejects the query in hand, which is where it is handled.
  client.on('error', () => {});
  try {
    await client.connect();
    await requireDurable(client, place);
    await migrate(client, place);
    const isAnother = await settleIdentity(client);
    const { rows } = await client.query<{ now: number; turn: string }>(
      'SELECT lightlag.now_ms() AS now, turn FROM lightlag.meta',
    );
    const { now = 0, turn = '' } = rows[0] ?? {};
    return { now, turn, isAnother };
  } catch (error) {
    throw error instanceof LogOpenError ? error : explain(place, error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function requireDurable(client: Client, place: string): Promise<void> {
  const { rows } = await client.query<Record<string, string | null>>(
    `SELECT ${SETTINGS.map((name) => `current_setting('${name}', true) AS ${name}`).join(', ')}`,
  );
  const { synchronous_commit, fsync, transaction_read_only, server_encoding } = rows[0] ?? {};
  if (synchronous_commit === 'off' || fsync === 'off') {
    const name = fsync === 'off' ? 'fsync' : 'synchronous_commit';
    throw new LogOpenError(`${place} acknowledges before the disk has it (${name} = off).`);
  }
  if (transaction_read_only === 'on') {
    throw new LogOpenError(`${place} is read-only: Lightlag needs the primary.`);
  }
  if (server_encoding !== 'UTF8' && server_encoding) {
    throw new LogOpenError(`${place} keeps text as ${server_encoding}: Lightlag needs UTF8.`);
  }
}

const SETTINGS = ['synchronous_commit', 'fsync', 'transaction_read_only', 'server_encoding'];

/** Any number, the same for all: nodes that start at the same time make the tables one by one. */
const MIGRATION_LOCK = 0x4c4c4147;

async function migrate(client: Client, place: string): Promise<void> {
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  const { rows } = await client.query<{ schema: string | null; meta: string | null }>(
    `SELECT to_regnamespace('lightlag')::text AS schema, to_regclass('lightlag.meta')::text AS meta`,
  );
  const { schema, meta } = rows[0] ?? {};
  if (!schema) await client.query(`CREATE SCHEMA lightlag; ${SCHEMA}`);
  else if (!meta) throw new LogOpenError(`${place} has a schema \`lightlag\` of another program.`);
  else await bringForward(client, place);
  await client.query('COMMIT');
}

async function bringForward(client: Client, place: string): Promise<void> {
  const found = await client.query<{ version: number }>('SELECT version FROM lightlag.meta');
  const version = found.rows[0]?.version ?? 0;
  if (version === 1) await client.query(FROM_1);
  else if (version !== SCHEMA_VERSION) {
    throw new LogOpenError(
      `${place} was written by a newer version of Lightlag (schema ${version}, this one knows ${SCHEMA_VERSION}).`,
    );
  }
}

/** By the codes of https://www.postgresql.org/docs/current/errcodes-appendix.html and of libuv. */
function explain(place: string, cause: unknown): LogOpenError {
  if (cause instanceof DatabaseError) {
    return new LogOpenError(`${place} refused: ${cause.message}.`, { cause });
  }
  const { code, message } = cause as NodeJS.ErrnoException;
  const why = code ?? message;
  return new LogOpenError(`PostgreSQL at ${place} cannot be reached (${why}).`, { cause });
}
