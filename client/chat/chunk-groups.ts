// Chunks in groups, by their ids, so that history in front does not shift them. Pure.
import type { Chunk, Chunks } from '../state/chunks.ts';

const GROUP_CHUNKS = 20;

/** Counts days of simulated time, UTC. */
export const dayOf = (at: number): number => Math.floor(at / 86_400_000);

/** The day of the last row of these; Infinity without one: none comes after it. */
export const lastDayOf = (chunks: Chunks | undefined): number =>
  dayOf(chunks?.at(-1)?.rows.at(-1)?.event.arrivesAt ?? Infinity);

/** The group that a chunk belongs to. */
export const groupOf = (chunk: Chunk | undefined): number =>
  Math.floor((chunk?.id ?? 0) / GROUP_CHUNKS);

/** The chunks in groups, in order; a group that has not changed is the same array as `before`. */
export function groupChunks(all: Chunks, before: readonly Chunks[]): readonly Chunks[] {
  const known = new Map(before.map((group) => [groupOf(group[0]), group]));
  const groups: Chunk[][] = [];
  for (const chunk of all) {
    const open = groups.at(-1);
    if (open && groupOf(open[0]) === groupOf(chunk)) open.push(chunk);
    else groups.push([chunk]);
  }
  return groups.map((group) => {
    const old = known.get(groupOf(group[0]));
    return old && isSame(old, group) ? old : group;
  });
}

const isSame = (a: Chunks, b: Chunks): boolean =>
  a.length === b.length && a.every((chunk, index) => chunk === b[index]);
