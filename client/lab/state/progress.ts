// What this browser has run, for the course; and what was bet right.
import { signal } from '@preact/signals';
import { browserShelf } from '../../state/storage.ts';

const KEY = 'lab-runs';
const KEPT = 500;

const stored = browserShelf.get(KEY);
const runs = signal<readonly string[]>(
  Array.isArray(stored) ? stored.filter((key) => typeof key === 'string').slice(0, KEPT) : [],
);

/** The runs done, as `breakfast/gather/python`. */
export const runsDone = runs as { readonly value: readonly string[] };

export function noteRun(key: string): void {
  if (runs.peek().includes(key)) return;
  runs.value = [...runs.peek(), key].slice(-KEPT);
  browserShelf.set(KEY, runs.peek());
}

export function forgetRuns(): void {
  runs.value = [];
  browserShelf.remove(KEY);
}
