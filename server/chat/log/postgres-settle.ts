// How a node gets to know that it has everything of a room up to some time. An append of another node
// may have its stamp and not yet be seen; so the database is asked under the lock of the room, which is
// behind every such append, and remembers what it told: it gives no earlier stamp from then on.
import { LogUnavailable } from './event-log.ts';
import type { Queries } from './postgres-queries.ts';
import type { Tails } from './postgres-tails.ts';

export interface SettleOptions {
  readonly queries: Queries;
  readonly tails: Tails;
  /** The database's clock, as it was just now. */
  onTime(at: number): void;
}

/** Real ms within which a room is settled or not: a question may have to wait for one before it. */
const DEADLINE_MS = 3000;

/** As EventLog says. What is asked for while a question is under way goes into the next one, together. */
export function createSettle({ queries, tails, onTime }: SettleOptions) {
  let next:
    | { readonly rooms: Set<string>; readonly done: Promise<ReadonlyMap<string, Row>> }
    | undefined;
  let asking: Promise<unknown> = Promise.resolve();

  function ask(): NonNullable<typeof next> {
    const rooms = new Set<string>();
    const done = asking
      .catch(() => {})
      .then(async () => {
        next = undefined;
        const { rows } = await queries.ask<Row>(SETTLE, [[...rooms]], DEADLINE_MS);
        if (rows[0]) onTime(rows[0].now);
        return new Map(rows.map((row) => [row.id, row]));
      });
    asking = done;
    return { rooms, done };
  }

  async function settle(room: string): Promise<void> {
    next ??= ask();
    next.rooms.add(room);
    const row = (await next.done).get(room);
    if (!row) throw new LogUnavailable(`The log has no room ${room}.`);
    await tails.reach(room, row.head);
    tails.settle(room, row.told_at);
  }

  return (room: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = () => reject(new LogUnavailable('The log did not answer in time.'));
      const deadline = setTimeout(late, DEADLINE_MS);
      settle(room)
        .then(resolve, reject)
        .finally(() => clearTimeout(deadline));
    });
}

interface Row {
  id: string;
  head: number;
  told_at: number;
  now: number;
}

/** Not synced to the disk: after a crash of the database its clock has moved on anyway. */
const SETTLE = `
WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
locked AS (
  SELECT room.key FROM lightlag.room, quick WHERE id = ANY ($1)
  ORDER BY room.key FOR NO KEY UPDATE OF room
)
UPDATE lightlag.room r SET told_at = greatest(r.told_at, r.newest_at, lightlag.now_ms())
FROM locked WHERE r.key = locked.key
RETURNING r.id, r.head, r.told_at, lightlag.now_ms() AS now`;
