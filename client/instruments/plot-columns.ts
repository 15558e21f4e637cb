// What a small plot shows of a series: one value for each of its columns. Pure.

export interface Point {
  /** Of performance.now(). */
  readonly atMs: number;
  readonly value: number;
}

export const COLUMNS = 100;

/** The highest value of each of 100 columns, the newest last. */
export function columnsOf(
  points: readonly Point[],
  { nowMs, windowMs }: { nowMs: number; windowMs: number },
): readonly number[] {
  const columns = new Array<number>(COLUMNS).fill(0);
  for (const { atMs, value } of points) {
    const column = Math.floor(COLUMNS * (1 - (nowMs - atMs) / windowMs));
    if (column < 0 || column > COLUMNS) continue;
    const kept = Math.min(column, COLUMNS - 1);
    columns[kept] = Math.max(columns[kept] ?? 0, value);
  }
  return columns;
}
