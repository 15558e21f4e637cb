// The rows of a view in chunks, so that a change touches one chunk only and far ones can be replaced
// by a spacer. Every value is immutable: a chunk that is the same object is the same picture. Pure.
import type { ArrivedEvent } from '../../shared/wire/event.ts';

/** One visible line: what was said, or who came and went. */
export interface Row {
  /** Unique in a room: author and event id. */
  readonly key: string;
  readonly event: ArrivedEvent;
  /** It and one of mine passed each other in flight. */
  readonly crossed: boolean;
}

export interface Chunk {
  readonly id: number;
  /** In order of arrival; at least one. */
  readonly rows: readonly Row[];
}

/** In order of arrival. */
export type Chunks = readonly Chunk[];

export const CHUNK_ROWS = 50;

export const keyOf = ({ author, id }: { author: string; id: string }): string => `${author} ${id}`;

/** The chunks with `rows` (in order of arrival) behind them; a late one goes to where it belongs. */
export function appendRows(chunks: Chunks, rows: readonly Row[]): Chunks {
  const next = [...chunks];
  let open: Row[] | undefined;
  const close = () => {
    const last = next.at(-1);
    if (open && last) next[next.length - 1] = { id: last.id, rows: open };
    open = undefined;
  };
  for (const row of rows) {
    const last = next.at(-1);
    const newest = (open ?? last?.rows)?.at(-1);
    if (newest && row.event.arrivesAt < newest.event.arrivesAt) {
      close();
      insertLate(next, row);
    } else if (last && (open ?? last.rows).length < CHUNK_ROWS) {
      open ??= [...last.rows];
      open.push(row);
    } else {
      close();
      next.push({ id: (last?.id ?? 0) + 1, rows: [row] });
    }
  }
  close();
  return next;
}

/** The chunks with older `rows` (in order of arrival) before them. */
export function prependRows(chunks: Chunks, rows: readonly Row[]): Chunks {
  const older: Chunk[] = [];
  let id = (chunks[0]?.id ?? 1) - 1;
  for (let end = rows.length; end > 0; end -= CHUNK_ROWS) {
    older.unshift({ id, rows: rows.slice(Math.max(0, end - CHUNK_ROWS), end) });
    id--;
  }
  return [...older, ...chunks];
}

/**
 * The chunks with rows replaced by what `edit` makes of them, from the newest back to the first row
 * for which it answers undefined.
 */
export function editNewest(chunks: Chunks, edit: (row: Row) => Row | undefined): Chunks {
  const next = [...chunks];
  for (let index = next.length - 1; index >= 0; index--) {
    const chunk = next[index] as Chunk;
    const rows = [...chunk.rows];
    let isChanged = false;
    for (let at = rows.length - 1; at >= 0; at--) {
      const before = rows[at] as Row;
      const after = edit(before);
      if (after === undefined) {
        if (isChanged) next[index] = { id: chunk.id, rows };
        return next;
      }
      if (after !== before) isChanged = true;
      rows[at] = after;
    }
    if (isChanged) next[index] = { id: chunk.id, rows };
  }
  return next;
}

function insertLate(chunks: Chunk[], row: Row): void {
  let index = chunks.length - 1;
  while (
    index > 0 &&
    ((chunks[index] as Chunk).rows[0]?.event.arrivesAt as number) > row.event.arrivesAt
  )
    index--;
  const chunk = chunks[index] as Chunk;
  const at = chunk.rows.findIndex(({ event }) => event.arrivesAt > row.event.arrivesAt);
  const rows = chunk.rows.toSpliced(at < 0 ? chunk.rows.length : at, 0, row);
  chunks[index] = { id: chunk.id, rows };
}
