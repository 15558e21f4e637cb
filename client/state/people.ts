// The people known at my place.
import { computed, signal } from '@preact/signals';
import { foldPresence, groupByPlace, type People } from '../../shared/chat/people.ts';
import type { Person } from '../../shared/wire/chat.ts';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import { self } from './self.ts';

const known = signal<People>(new Map());

/** By place; myself included. */
export const peopleByPlace = computed(() => groupByPlace(known.value));

/** What rows need of a person: changes only with a name or a colour. */
export interface Face {
  readonly name: string;
  readonly hue: number;
  readonly station: boolean;
}

let facesBefore: ReadonlyMap<string, Face> = new Map();

/** Name and colour by member id; the same map as long as none of them changes. */
export const faces = computed<ReadonlyMap<string, Face>>(() => {
  const me = self.value;
  const now = new Map<string, Face>(known.value);
  if (me) now.set(me.id, { name: me.name, hue: me.hue, station: false });
  if (!isSame(facesBefore, now)) facesBefore = now;
  return facesBefore;
});

/** Replaces all: a fresh view of my place. */
export function setPeople(list: readonly Person[]): void {
  known.value = new Map(list.map((person) => [person.id, person]));
}

/** Takes the presence news among `events` (in order of arrival). */
export function hearOfPeople(events: readonly ArrivedEvent[]): void {
  known.value = events.reduce(foldPresence, known.peek());
}

function isSame(a: ReadonlyMap<string, Face>, b: ReadonlyMap<string, Face>): boolean {
  if (a.size !== b.size) return false;
  for (const [id, face] of b) {
    const other = a.get(id);
    if (other?.name !== face.name || other.hue !== face.hue) return false;
  }
  return true;
}
