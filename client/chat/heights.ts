// How high parts of the list are, px: as they were measured, else guessed by their rows.
import type { Chunk, Chunks } from '../state/chunks.ts';

/** Height of a row that was never measured. */
const ROW_PX = 84;

/** Of chunks as they are now: a changed one is another object. */
const measured = new WeakMap<Chunk, number>();

export function noteHeight(chunk: Chunk, px: number): void {
  measured.set(chunk, px);
}

export const heightOf = (chunk: Chunk): number => measured.get(chunk) ?? chunk.rows.length * ROW_PX;

export const heightOfAll = (chunks: Chunks): number =>
  chunks.reduce((sum, chunk) => sum + heightOf(chunk), 0);
