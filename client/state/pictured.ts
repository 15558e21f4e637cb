// What the pictures show: the events known here as sightings, the places they concern, and which
// message is selected. One selection for all pictures.
import { computed, signal } from '@preact/signals';
import { type SimMs, simMs } from '../../shared/time/frames.ts';
import type { Chunk, Row } from './chunks.ts';
import { keyOf } from './chunks.ts';
import { light } from './light.ts';
import { isOmniscient, knownFlights } from './omniscient.ts';
import { ownById } from './own.ts';
import { peopleByPlace } from './people.ts';
import { orderPlaces } from './place-order.ts';
import { places } from './places.ts';
import { myPlace, self } from './self.ts';
import { type Leg, legsTo, type Sighting } from './sightings.ts';
import { chunks, isInView } from './view.ts';

/** Sightings of about one time; the bounds let a picture skip what it does not show. */
export interface Group {
  readonly sightings: readonly Sighting[];
  /** The first `sentAt` of them. */
  readonly from: SimMs;
  /** The last arrival here. */
  readonly to: SimMs;
}

const chosen = signal<string | undefined>(undefined);
/** Key of the selected message. */
export const selected = chosen as {
  readonly value: string | undefined;
  peek(): string | undefined;
};
export const select = (key: string | undefined): void => {
  chosen.value = key;
};

/** A chunk stays the same object as long as its rows do; so does its group, once it is complete. */
const known = new WeakMap<Chunk, Group>();

/** In the order of arrival; the last one may hold what is still on its way here. */
export const groups = computed<readonly Group[]>(() => {
  const own = ownById.value;
  const me = self.value?.id;
  const seen = chunks.value.map((chunk) => {
    const before = known.get(chunk);
    if (before) return before;
    const group = groupOf(chunk.rows.map((row) => sightingOf(row, me)));
    // An own message can come back before the answer that tells its arrivals.
    const isComplete = chunk.rows.every(({ event }) => event.author !== me || own.has(event.id));
    if (isComplete) known.set(chunk, group);
    return group;
  });
  const ghosts = ghostSightings(me);
  return ghosts.length > 0 ? [...seen, groupOf(ghosts)] : seen;
});

/** All of them in one list, oldest arrival first. Long in a long room: not for every frame. */
export const sightings = computed<readonly Sighting[]>(() =>
  groups.value.flatMap((group) => group.sightings),
);

/** The places that matter in this room, from the Sun outwards. */
export const picturedPlaces = computed<readonly string[]>(() => {
  const found = new Set<string>([myPlace.value, ...peopleByPlace.value.keys()]);
  for (const { id, custom } of places.value) if (custom) found.add(id);
  for (const { sightings: list } of groups.value) {
    for (const { event } of list) if (event.body.kind === 'say') found.add(event.origin);
  }
  const key = [...found].sort().join();
  if (key !== placesKey || customsBefore !== places.value) {
    placesKey = key;
    customsBefore = places.value;
    placesBefore = orderPlaces([...found], places.value);
  }
  return placesBefore;
});
let placesKey = '';
let customsBefore: unknown;
let placesBefore: readonly string[] = [];

/** Legs of sightings, reckoned when asked for and kept while the places and the light stay. */
export const legs = computed(() => {
  const to = picturedPlaces.value;
  const here = myPlace.value;
  const sky = light.value;
  const kept = new WeakMap<Sighting, readonly Leg[]>();
  return (sighting: Sighting): readonly Leg[] => {
    const before = kept.get(sighting);
    if (before) return before;
    const { origin, sentAt } = sighting.event;
    const found = legsTo(to, {
      sighting,
      here,
      courseTo: (place) => sky?.course(origin, place, sentAt),
    });
    kept.set(sighting, found);
    return found;
  };
});

function sightingOf({ key, event }: Row, me: string | undefined): Sighting {
  const isOwn = event.author === me;
  const told = isOwn ? (ownById.peek().get(event.id)?.arrivals ?? []) : [];
  return { key, event, knownAt: event.arrivesAt, isOwn, isGhost: false, told };
}

/** What the omniscient view knows and this place does not. */
function ghostSightings(me: string | undefined): readonly Sighting[] {
  if (!isOmniscient.value) return [];
  const here = myPlace.value;
  const found: Sighting[] = [];
  for (const { event, arrivals } of knownFlights.value.values()) {
    const knownAt = arrivals.find(({ place }) => place === here)?.arrivesAt;
    if (knownAt === undefined || event.body.kind === 'receipt' || isInView(event)) continue;
    const isOwn = event.author === me;
    found.push({ key: keyOf(event), event, knownAt, isOwn, isGhost: true, told: arrivals });
  }
  return found.sort((a, b) => a.knownAt - b.knownAt);
}

function groupOf(list: readonly Sighting[]): Group {
  const from = simMs(Math.min(...list.map(({ event }) => event.sentAt)));
  const to = simMs(Math.max(...list.map(({ knownAt }) => knownAt)));
  return { sightings: list, from, to };
}
