// Takes the words out of messages. Read and written back, because the database cannot read every body: text
// may hold a character that its JSON has not. Nothing else ever changes a body, so nothing comes between.
import type { EventBody } from '../../../shared/wire/event.ts';
import { erased } from './erased.ts';
import type { EventLog } from './event-log.ts';
import type { Queries } from './postgres-queries.ts';

const ROOM = '(SELECT key FROM lightlag.room WHERE id = $1)';

export const createErase =
  ({ ask }: Queries): EventLog['erase'] =>
  async (room, positions) => {
    const sql = `SELECT position, body FROM lightlag.event
      WHERE room = ${ROOM} AND position = ANY ($2::int[]) AND kind = 'say'`;
    const { rows } = await ask<{ position: number; body: string }>(sql, [room, positions]);
    const left = rows.map(({ body }) => JSON.stringify(erased(JSON.parse(body) as EventBody)));
    if (rows.length === 0) return;
    await ask(
      `UPDATE lightlag.event e SET kind = 'erased', body = n.body
       FROM unnest($2::int[], $3::text[]) AS n (position, body)
       WHERE e.room = ${ROOM} AND e.position = n.position AND e.kind = 'say'`,
      [room, rows.map(({ position }) => position), left],
    );
  };
