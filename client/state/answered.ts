// What messages answer: in the rows at hand, or, further back in what has arrived here, asked for, many at
// a time. What has not arrived is looked for again among the rows only: there it comes.
import { signal } from '@preact/signals';
import type { ArrivedEvent, EventKey } from '../../shared/wire/event.ts';
import { FOUND_MAX } from '../../shared/wire/limits.ts';
import { ask } from '../wire.ts';
import { keyOf } from './chunks.ts';
import { findRow } from './find-row.ts';
import { myPlace } from './self.ts';
import { chunks } from './view.ts';

/** `away`: it has not arrived at this place; `gone`: it had, and is kept no longer. */
export type Answered = ArrivedEvent | 'asking' | 'away' | 'gone';

const RETRY_MS = 3_000;

/** By place and key: what has arrived at one place need not have at another. */
const known = signal<ReadonlyMap<string, Answered>>(new Map());
let wanted: EventKey[] = [];

/** Whoever reads this while rendering renders again when more becomes known. */
export function answered(of: EventKey): Answered {
  const place = myPlace.value;
  const row = findRow(of);
  if (row) return row.event;
  // Among the rows it may be tomorrow.
  void chunks.value;
  const told = known.value.get(`${place} ${keyOf(of)}`);
  if (told === undefined) want(of);
  return told ?? 'asking';
}

function want(of: EventKey): void {
  if (wanted.push(of) === 1) setTimeout(() => void findWanted(), 0);
}

async function findWanted(): Promise<void> {
  const place = myPlace.peek();
  const keys = [...new Map(wanted.map((of) => [keyOf(of), of])).values()];
  wanted = [];
  tell(place, keys, () => 'asking');
  for (let from = 0; from < keys.length; from += FOUND_MAX) {
    const of = keys.slice(from, from + FOUND_MAX);
    const answer = await ask('chat:find', { of });
    if (!answer.ok) {
      setTimeout(() => of.forEach(want), RETRY_MS);
      continue;
    }
    const { place: there, events, gone } = answer.value;
    const found = new Map<string, Answered>(gone.map((one) => [keyOf(one), 'gone']));
    for (const event of events) found.set(keyOf(event), event);
    tell(there, of, (key) => found.get(key) ?? 'away');
  }
}

function tell(place: string, of: readonly EventKey[], what: (key: string) => Answered): void {
  const next = new Map(known.peek());
  for (const key of of.map(keyOf)) next.set(`${place} ${key}`, what(key));
  known.value = next;
}
