// The omniscient view: what is on its way towards my place, which nobody here can know. Off at
// first, and everything it shows is labelled as such.
import { computed, signal } from '@preact/signals';
import type { SimMs } from '../../shared/time/frames.ts';
import type { Flight } from '../../shared/wire/room.ts';
import { ask } from '../wire.ts';
import { keyOf } from './chunks.ts';
import { simNow } from './clock.ts';
import { myPlace, self } from './self.ts';

/** A message that is not here yet. */
export interface Ghost {
  readonly key: string;
  readonly event: Flight['event'];
  /** When it reaches my place. */
  readonly arrivesAt: SimMs;
}

const GHOSTS_MAX = 200;

const isOn = signal(false);
const refusal = signal<string | undefined>(undefined);
const flights = signal<ReadonlyMap<string, Flight>>(new Map());

export const isOmniscient = isOn as { readonly value: boolean; peek(): boolean };
export const omniscientRefusal = refusal as { readonly value: string | undefined };

/** Everything on its way that the server tells of, by event key; empty while the view is off. */
export const knownFlights = flights as { readonly value: ReadonlyMap<string, Flight> };

/** Towards my place, first to arrive first; by others. */
export const ghosts = computed<readonly Ghost[]>(() => {
  if (!isOn.value) return [];
  const here = myPlace.value;
  const me = self.value?.id;
  const found: Ghost[] = [];
  for (const [key, { event, arrivals }] of flights.value) {
    const arrivesAt = arrivals.find(({ place }) => place === here)?.arrivesAt;
    if (arrivesAt === undefined || event.origin === here) continue;
    if (event.body.kind === 'say' && event.author !== me) found.push({ key, event, arrivesAt });
  }
  return found.sort((a, b) => a.arrivesAt - b.arrivesAt).slice(0, GHOSTS_MAX);
});

export async function setOmniscient(on: boolean): Promise<void> {
  const answer = await ask('room:omniscient', { on });
  refusal.value = answer.ok ? undefined : answer.detail;
  if (!answer.ok) return;
  isOn.value = on;
  flights.value = new Map();
  if (on) addFlights(answer.value.flights);
}

/** After a reconnect (the feed is of a connection) and after a move. */
export async function restoreOmniscient(): Promise<void> {
  if (isOn.peek()) await setOmniscient(true);
}

/** The room's settings no longer allow it. */
export function endOmniscient(): void {
  isOn.value = false;
  flights.value = new Map();
}

export function addFlights(list: readonly Flight[]): void {
  if (!isOn.peek()) return;
  const next = new Map(flights.peek());
  for (const flight of list) next.set(keyOf(flight.event), flight);
  flights.value = next;
}

/** Drops what has arrived here. Called now and then while the view is on. */
export function sweepFlights(): void {
  const now = simNow();
  const here = myPlace.peek();
  const left = [...flights.peek()].filter(([, { arrivals }]) =>
    arrivals.some(({ place, arrivesAt }) => place === here && arrivesAt > now),
  );
  if (left.length !== flights.peek().size) flights.value = new Map(left);
}
