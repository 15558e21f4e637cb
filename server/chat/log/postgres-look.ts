// A node's look at the rooms that it follows: which have grown, and whether the log is still the one in
// which it has read what it knows.
import type { Reached } from './postgres-tails.ts';

export interface Looked {
  now: number;
  turn: string;
  /** Those of which there is something to say. */
  rooms: Found[] | null;
}

/** A followed room: its head, and what the log has at the position up to which it is known here. */
interface Found {
  room: string;
  head: number | null;
  position: number;
  author: string | null;
  id: string | null;
}

/** Whether the log has something else, or nothing, where this node has read an event. */
export function isBroken(found: Found, reached: ReadonlyMap<string, Reached>): boolean {
  const { author, id } = reached.get(found.room) ?? { author: '', id: '' };
  return author !== '' && (found.author !== author || found.id !== id);
}

export const LOOK = `
SELECT lightlag.now_ms() AS now, (SELECT turn FROM lightlag.meta) AS turn, (
  SELECT json_agg(json_build_object(
    'room', known.room, 'head', r.head, 'position', known.position, 'author', e.author, 'id', e.id
  ))
  FROM unnest($1::text[], $2::int[], $3::text[], $4::text[]) AS known (room, position, author, id)
  LEFT JOIN lightlag.room r ON r.id = known.room
  LEFT JOIN lightlag.event e ON e.room = r.key AND e.position = known.position
  WHERE r.head > known.position
    OR known.position > 0 AND (e.author, e.id) IS DISTINCT FROM (known.author, known.id)
) AS rooms`;
