// The settings of "Concurrent and parallel", and what each cell of its table teaches. Pure.
import { readChoice, readWhole } from '../state/read-settings.ts';

export const WORKS = ['waiting', 'computing'] as const;
export type Work = (typeof WORKS)[number];

export const WAYS = ['sequential', 'concurrent', 'parallel'] as const;
export type Way = (typeof WAYS)[number];

export interface ThreadsSettings {
  readonly work: Work;
  readonly way: Way;
  /** How many tasks, 2 to 6. */
  readonly k: number;
  /** What one task alone waits or computes, 50 to 2,000 ms. */
  readonly ms: number;
}

export const TASKS_MIN = 2;
/** A browser's six connections to one host: the parallel waits need one each. */
export const TASKS_MAX = 6;
export const MS_MIN = 50;
export const MS_MAX = 2000;

export const readThreads = (search: URLSearchParams): ThreadsSettings => ({
  work: readChoice(search.get('work'), WORKS),
  way: readChoice(search.get('way'), WAYS),
  k: readWhole(search.get('k'), { min: TASKS_MIN, max: TASKS_MAX, fallback: 4 }),
  ms: readWhole(search.get('ms'), { min: MS_MIN, max: MS_MAX, fallback: 500 }),
});

export const writeThreads = ({ work, way, k, ms }: ThreadsSettings) => ({
  work,
  way,
  k: `${k}`,
  ms: `${ms}`,
});

/** Amounts worth betting on: one task's time, all in a row, and shared among the cores. */
export const threadBets = ({ k, ms }: ThreadsSettings, cores: number): readonly number[] => [
  ms,
  Math.ceil(k / cores) * ms,
  k * ms,
];

/** Faster by this factor is faster, and not chance. Said with one digit, it cannot contradict itself. */
const FASTER = 1.25;

/**
 * Why it took so long.
 * @param speedUp how many times as fast as all of the computing one after the other, as measured
 */
export function explainThreads({ work, way }: ThreadsSettings, speedUp: number): string {
  if (work === 'waiting' || way !== 'parallel') return WHY[work][way];
  const times = `${speedUp.toFixed(1)} times as fast as one after the other`;
  return speedUp < FASTER
    ? `A thread for each, but this machine had no core to spare just now: ${times}.`
    : `${WHY[work][way]} Here: ${times}.`;
}

const WHY: { readonly [W in Work]: { readonly [Y in Way]: string } } = {
  waiting: {
    sequential: 'One wait after the other, though a wait needs no hands.',
    concurrent: 'One thread waited for all of them at once: concurrency rescues waiting.',
    parallel: 'A thread for each waits no faster than one thread that awaits; it only costs more.',
  },
  computing: {
    sequential: 'One computation after the other, and nobody else had a turn, not even this page.',
    concurrent:
      'They took turns on one thread, this page too; but turns make no computation shorter.',
    parallel:
      'A thread for each, side by side on as many cores as were free: only this computes faster.',
  },
};
