// Rooms and members: small writes, each one statement and one commit.
import {
  type Draft,
  type EventLog,
  type LoggedEvent,
  LogUnavailable,
  type RoomRecord,
} from './event-log.ts';
import type { Queries } from './postgres-queries.ts';
import { EMPTY, type LogEnd, stamp } from './stamp.ts';

type Members = Pick<EventLog, 'addMember' | 'findMember' | 'countMembers'>;
type First = Parameters<EventLog['createRoom']>[1];

export function membersOf({ ask }: Queries): Members {
  return {
    async addMember({ room, id, tokenHash }) {
      const { rowCount } = await ask(
        `INSERT INTO lightlag.member (room, id, token_hash)
         SELECT key, $2, $3 FROM lightlag.room WHERE id = $1 ON CONFLICT DO NOTHING`,
        [room, id, tokenHash],
      );
      if (rowCount !== 1) throw new LogUnavailable(`Member ${id} cannot be added to ${room}.`);
    },
    async findMember(room, tokenHash) {
      const { rows } = await ask<{ id: string }>(
        `SELECT id FROM lightlag.member WHERE token_hash = $2 AND room = ${ROOM}`,
        [room, tokenHash],
      );
      return rows[0] && { room, id: rows[0].id, tokenHash };
    },
    async countMembers(room) {
      const sql = `SELECT count(*)::int AS count FROM lightlag.member WHERE room = ${ROOM}`;
      return (await ask<{ count: number }>(sql, [room])).rows[0]?.count ?? 0;
    },
  };
}

const ROOM = '(SELECT key FROM lightlag.room WHERE id = $1)';

/** The one statement that writes a room and its first events; it returns a row if the id was free. */
export function createRoomSql(
  record: RoomRecord,
  first: First,
): { sql: string; values: unknown[]; events: readonly LoggedEvent[] } {
  const events = numbered(first);
  const last: LogEnd = events[events.length - 1] ?? EMPTY;
  const values = [
    record.id,
    JSON.stringify(record),
    last.position,
    events.length > 0 ? last.at : null,
    events.map(({ position }) => position),
    events.map(({ author }) => author),
    events.map(({ id }) => id),
    events.map(({ origin }) => origin),
    events.map(({ body }) => body.kind),
    events.map(({ at }) => at),
    events.map(({ body }) => JSON.stringify(body)),
  ];
  return { sql: CREATE_ROOM, values, events };
}

const CREATE_ROOM = `
WITH made AS (
  INSERT INTO lightlag.room (id, record, head, newest_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING RETURNING key
), added AS (
  INSERT INTO lightlag.event (room, position, author, id, origin, kind, at, body)
  SELECT made.key, e.* FROM made, unnest($5::int[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::double precision[], $11::text[]) AS e (position, author, id, origin, kind, at, body)
)
SELECT key FROM made`;

/** Each key once, as the log keeps it. */
function numbered(first: First): LoggedEvent[] {
  const byKey = new Map<string, Draft & { at: LoggedEvent['at'] }>();
  for (const draft of first) {
    const key = JSON.stringify([draft.author, draft.id]);
    if (!byKey.has(key)) byKey.set(key, draft);
  }
  let end: LogEnd = EMPTY;
  return [...byKey.values()].map((draft) => {
    const event = stamp(end, draft, draft.at);
    end = event;
    return event;
  });
}
