// The places of the room: the bodies, the room's own places, and how far they are from mine, now.
import { computed, signal } from '@preact/signals';
import { BODIES } from '../../shared/space/bodies.ts';
import type { Way } from '../../shared/space/way-table.ts';
import type { CustomPlace } from '../../shared/wire/event.ts';
import type { Ranges, RangeTo } from '../../shared/wire/space.ts';
import { ask } from '../wire.ts';
import { myPlace } from './self.ts';

/** A place as people see it. */
export interface Place {
  readonly id: string;
  readonly name: string;
  /** Degrees, the same everywhere in the UI. */
  readonly hue: number;
  /** Set for a custom place. */
  readonly custom?: CustomPlace;
}

const added = signal<readonly CustomPlace[]>([]);
const wayed = signal<readonly Way[]>([]);
const measured = signal<Ranges | undefined>(undefined);

/** The ways that the host has set, as they are now. */
export const ways = wayed as { readonly value: readonly Way[] };

/** All places, bodies first. */
export const places = computed<readonly Place[]>(() => [
  ...BODIES.map(({ id, name, hue }) => ({ id, name, hue })),
  ...added.value.map((custom) => ({
    id: custom.id,
    name: custom.name,
    hue: hueOfId(custom.id),
    custom,
  })),
]);

const placesById = computed(() => new Map(places.value.map((place) => [place.id, place])));

/** From my place to each other one; empty until the first notice for my place. */
export const rangesFromHere = computed<ReadonlyMap<string, RangeTo>>(() => {
  const now = measured.value;
  if (now?.place !== myPlace.value) return new Map();
  return new Map(now.ranges.map((range) => [range.place, range]));
});

/** A place by id. One that is not known yet (its definition is on the way) is shown by its id. */
export function placeOf(id: string): Place {
  return placesById.value.get(id) ?? { id, name: id, hue: hueOfId(id) };
}

export function setCustomPlaces(next: readonly CustomPlace[]): void {
  added.value = next;
}

export function setWays(next: readonly Way[]): void {
  wayed.value = next;
}

export function setRanges(next: Ranges): void {
  measured.value = next;
}

/** Adds a place to the room. The answer holds it; everybody hears of it by a notice. */
export async function addPlace(wish: { name: string; near: string; owltMs: number }) {
  const answer = await ask('space:place', wish);
  if (answer.ok) {
    const { place } = answer.value;
    added.value = [...added.peek().filter(({ id }) => id !== place.id), place];
  }
  return answer;
}

/** A hue out of an id: FNV-1a, so that it is the same in each tab. */
function hueOfId(id: string): number {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % 360;
}
