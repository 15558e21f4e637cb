// One line of the table: what was measured, next to its rival in the same run, and what it should be.

export interface Row {
  readonly name: string;
  /** The product's figure; the rival's, where there is one. Medians. */
  readonly ours: number;
  readonly rival?: number;
  readonly unit: string;
  /** What of the two, or of ours alone, the goal is about; undefined: shown for what it is. */
  readonly goal?: Goal;
  /** Said beside it: where a figure needs it to be understood. */
  readonly note?: string;
}

export interface Goal {
  /** `more`: by how much ours is above the rival's. */
  readonly of: 'ratio' | 'ours' | 'more';
  readonly least?: number;
  readonly most?: number;
}

/** How large a run is: `quick` shows only that every row still runs. */
export type Size = 'full' | 'quick';

export interface Suite {
  readonly name: string;
  /** Gives each row as soon as it has it. */
  run(size: Size): AsyncIterable<Row>;
}

export const ratioOf = ({ ours, rival }: Row): number | undefined =>
  rival === undefined ? undefined : ours / rival;

/** Whether a row reached its goal; undefined without one. */
export function isMet(row: Row): boolean | undefined {
  if (!row.goal) return undefined;
  const { of, least = -Infinity, most = Infinity } = row.goal;
  const { ours, rival = Number.NaN } = row;
  const value = { ours, ratio: ours / rival, more: ours - rival }[of];
  return value >= least && value <= most;
}

/** `at least 20 x`, `at most 40`. */
export function describeGoal({ of, least, most }: Goal): string {
  const unit = { ours: '', ratio: ' x', more: ' more' }[of];
  const parts = [
    ...(least === undefined ? [] : [`>= ${least.toLocaleString('en')}${unit}`]),
    ...(most === undefined ? [] : [`<= ${most.toLocaleString('en')}${unit}`]),
  ];
  return parts.join(', ');
}
