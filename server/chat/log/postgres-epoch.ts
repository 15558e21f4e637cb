// Whether the log is the one it was. A database that was put back from a backup, or whose place was taken
// by a copy that was behind, has lost events and does not know it. Its nodes do: they remember what they
// have read, and what the database was.
import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';

/** Part of every room's epoch; another one whenever the log may have lost something. */
export const newTurn = (): string => randomBytes(9).toString('base64url');

export const epochOf = (epoch: string, turn: string): string =>
  turn === '' ? epoch : `${epoch}.${turn}`;

/**
 * What is another one after a restore (the cluster, the database, the table) and after another copy has
 * taken over (the timeline). What a database does not tell is left out.
 */
export async function identify(client: Client): Promise<string> {
  const parts: string[] = [];
  for (const sql of PARTS) {
    const { rows } = await client.query<{ part: string | null }>(sql).catch(() => ({ rows: [] }));
    parts.push(rows[0]?.part ?? '');
  }
  return parts.join('/');
}

const PARTS = [
  'SELECT system_identifier::text AS part FROM pg_control_system()',
  'SELECT left(pg_walfile_name(pg_current_wal_lsn()), 8) AS part',
  'SELECT oid::text AS part FROM pg_database WHERE datname = current_database()',
  `SELECT to_regclass('lightlag.event')::oid::text AS part`,
];

/** Says what the database is now; true if it was another one, which begins a new turn. */
export async function settleIdentity(client: Client): Promise<boolean> {
  const found = await identify(client);
  const { rowCount } = await client.query(CHANGED, [found, newTurn()]);
  await client.query('UPDATE lightlag.meta SET found = $1 WHERE found IS NULL', [found]);
  return rowCount === 1;
}

/** One node alone changes it. */
const CHANGED = 'UPDATE lightlag.meta SET found = $1, turn = $2 WHERE found <> $1';

/** Begins a new turn, unless another node has done so since `turn` was read; the one that holds now. */
export const RAISE = `
UPDATE lightlag.meta SET turn = CASE WHEN turn = $1 THEN $2 ELSE turn END RETURNING turn`;
