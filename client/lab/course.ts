// The course: the exhibits in the order in which they make sense, and the runs that belong to each. Pure.
import { VARIANTS } from './breakfast/variants.ts';

export type ExhibitId = 'breakfast' | 'requests' | 'coroutine' | 'threads' | 'server';

export interface Exhibit {
  readonly id: ExhibitId;
  readonly name: string;
  /** What it is about, in one sentence. */
  readonly sentence: string;
  /** The keys of its runs, for the progress. */
  readonly runs: readonly string[];
}

export const COURSE: readonly Exhibit[] = [
  {
    id: 'breakfast',
    name: 'Breakfast',
    sentence: 'Coffee takes 3 s, a bagel 2 s. How long breakfast takes depends on how you wait.',
    runs: VARIANTS.flatMap(({ id }) => [`breakfast/${id}/python`, `breakfast/${id}/javascript`]),
  },
  {
    id: 'requests',
    name: 'Many requests',
    sentence:
      'Real requests to this server, each held on its way there and back. Together they need not take longer than one.',
    runs: ['requests/one', 'requests/all', 'requests/some'],
  },
  {
    id: 'coroutine',
    name: 'Subroutine and coroutine',
    sentence: 'A subroutine runs to its end. A coroutine can be paused, and keeps what it knows.',
    runs: ['coroutine/subroutine', 'coroutine/turns'],
  },
  {
    id: 'threads',
    name: 'Concurrent and parallel',
    sentence: 'Concurrency rescues waiting. Computing needs more hands.',
    runs: ['waiting', 'computing'].flatMap((work) =>
      ['sequential', 'concurrent', 'parallel'].map((way) => `threads/${work}/${way}`),
    ),
  },
  {
    id: 'server',
    name: 'A blocking server',
    sentence: 'The same wait in a server: one guest at a time, or all of them.',
    runs: ['server/blocks', 'server/awaits'],
  },
];

export const findExhibit = (id: string | undefined): Exhibit | undefined =>
  id === undefined ? COURSE[0] : COURSE.find((exhibit) => exhibit.id === id);

/** How many runs of an exhibit are in `done`. */
export const doneOf = ({ runs }: Exhibit, done: readonly string[]): number =>
  runs.filter((key) => done.includes(key)).length;

/** The exhibit after this one. */
export const nextAfter = (exhibit: Exhibit): Exhibit | undefined =>
  COURSE[COURSE.indexOf(exhibit) + 1];
