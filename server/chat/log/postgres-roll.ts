// Who has a tab open at which node: a line per node and room, good for a while. It is not in the log:
// who comes and goes is, and this only keeps one node from missing somebody whom another one has.
import { LEASE_MS, type Peers } from './peers.ts';
import type { Queries } from './postgres-queries.ts';

export function createRoll(
  queries: Queries,
  node: string,
): { callRoll: Peers['callRoll']; close(): Promise<void> } {
  return {
    async callRoll(here) {
      const rooms = [...here].map(([room, members]) => ({ room, members }));
      await queries.ask(SAY, [node, JSON.stringify(rooms), LEASE_MS]);
      const { rows } = await queries.ask<Row>(HEAR, [node, [...here.keys()]]);
      const elsewhere = new Map<string, Set<string>>();
      for (const { room, members } of rows) {
        elsewhere.set(room, new Set([...(elsewhere.get(room) ?? []), ...members]));
      }
      return elsewhere;
    },
    async close() {
      // A log that is away forgets by itself.
      await queries.ask('DELETE FROM lightlag.attendance WHERE node = $1', [node]).catch(() => {});
    },
  };
}

interface Row {
  room: string;
  members: string[];
}

const SAY = `
WITH old AS (DELETE FROM lightlag.attendance WHERE node <> $1 AND until < lightlag.now_ms() - 60000)
INSERT INTO lightlag.attendance (node, room, members, until)
SELECT $1, said.room, ARRAY (SELECT jsonb_array_elements_text(said.members)), lightlag.now_ms() + $3
FROM jsonb_to_recordset($2::jsonb) AS said (room text, members jsonb)
ON CONFLICT (room, node) DO UPDATE SET members = excluded.members, until = excluded.until`;

const HEAR = `
SELECT room, members FROM lightlag.attendance
WHERE room = ANY ($2) AND node <> $1 AND until > lightlag.now_ms()`;
