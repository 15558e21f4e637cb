// What is pictured of an event: where its light comes from, which places it reaches when, and what
// can be known of that here. The pictures differ in how they draw it, not in this. Pure.
import type { SimMs } from '../../shared/time/frames.ts';
import type { Arrivals } from '../../shared/wire/chat.ts';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import { firstCovering, type Receipts } from './own-messages.ts';

/** An event as the pictures see it. */
export interface Sighting {
  /** Unique in a room: author and event id. */
  readonly key: string;
  readonly event: Omit<ArrivedEvent, 'arrivesAt'>;
  /** When its light is at my place. For what is said here that is `sentAt`. */
  readonly knownAt: SimMs;
  readonly isOwn: boolean;
  /** It is on its way here: only the omniscient view knows of it. */
  readonly isGhost: boolean;
  /** Arrivals that the server has told. Others follow from the light times. */
  readonly told: Arrivals;
}

/** Light from the origin of a sighting to one other place. */
export interface Leg {
  readonly place: string;
  readonly arrivesAt: SimMs;
  /** When it leaves, if something holds it before: a block that stores, or light before it. */
  readonly leavesAt?: SimMs;
  /** The host has fixed how long it takes: its speed is not that of light. */
  readonly isFixed?: boolean;
  /** It never gets there: `arrivesAt` is when it would have. Only the omniscient view knows. */
  readonly isLost?: boolean;
}

/** How light gets to a place, as far as it can be reckoned. */
export type Course = Omit<Leg, 'place'>;

/**
 * What is known of a leg at a moment. `unknown`: nobody at my place could know of the event then;
 * `due`: it should have arrived, but no light of that is back yet. `lost` is for the omniscient alone.
 */
export type Stage = 'unknown' | 'flying' | 'due' | 'arrived' | 'confirmed' | 'lost';

export interface LegQuestion {
  readonly leg: Leg;
  readonly at: SimMs;
  readonly here: string;
  readonly receipts: Receipts;
  readonly isOmniscient: boolean;
}

/** Whether the event is known here at a moment; the omniscient view knows it once it is sent. */
export function isKnownAt(
  { event, knownAt }: Sighting,
  { at, isOmniscient }: { at: SimMs; isOmniscient: boolean },
): boolean {
  return isOmniscient ? event.sentAt <= at : knownAt <= at;
}

/** The stage of one leg, as far as one can honestly know it (or as it is, to the omniscient). */
export function stageOf(
  sighting: Sighting,
  { leg, at, here, receipts, isOmniscient }: LegQuestion,
): Stage {
  if (!isKnownAt(sighting, { at, isOmniscient })) return 'unknown';
  if (isOmniscient && leg.isLost) return 'lost';
  if (at < leg.arrivesAt) return 'flying';
  if (leg.place === here || isOmniscient) return 'arrived';
  const backAt = confirmedAt(leg, receipts);
  return backAt !== undefined && backAt <= at ? 'confirmed' : 'due';
}

/** When it is known here that a leg has ended: the arrival of the first receipt that covers it. */
export function confirmedAt(leg: Leg, receipts: Receipts): SimMs | undefined {
  return firstCovering(receipts.get(leg.place) ?? [], leg.arrivesAt)?.arrivesAt;
}

/**
 * The legs of an event to `places` (its origin is left out), the nearest arrival first. What the
 * server told counts; what it did not follows from the course, which may not be known.
 */
export function legsTo(
  places: readonly string[],
  {
    sighting: { event, knownAt, told },
    here,
    courseTo,
  }: {
    sighting: Sighting;
    here: string;
    courseTo: (to: string) => Course | undefined;
  },
): readonly Leg[] {
  return places
    .filter((place) => place !== event.origin)
    .flatMap((place): Leg[] => {
      const heard = told.find((arrival) => arrival.place === place)?.arrivesAt;
      const course = courseTo(place);
      const arrivesAt = place === here ? knownAt : (heard ?? course?.arrivesAt);
      return arrivesAt === undefined ? [] : [{ ...course, place, arrivesAt }];
    })
    .sort((a, b) => a.arrivesAt - b.arrivesAt);
}

/** The keys of a reply chain: what `key` answers, and that in turn, and all that answer any of them. */
export function chainOf(key: string, sightings: readonly Sighting[]): ReadonlySet<string> {
  const byKey = new Map(sightings.map((sighting) => [sighting.key, sighting]));
  let root = key;
  const passed = new Set<string>();
  for (let before = answered(byKey.get(root)); before !== undefined && !passed.has(before); ) {
    passed.add(root);
    root = before;
    before = answered(byKey.get(root));
  }
  const chain = new Set([root, ...passed, key]);
  // An answer is sent after what it answers, so one pass in the order of sending finds all.
  for (const sighting of sightings.toSorted((a, b) => a.event.sentAt - b.event.sentAt)) {
    const before = answered(sighting);
    if (before !== undefined && chain.has(before)) chain.add(sighting.key);
  }
  return chain;
}

function answered(sighting: Sighting | undefined): string | undefined {
  const body = sighting?.event.body;
  if (body?.kind !== 'say' || body.replyTo === undefined) return undefined;
  return `${body.replyTo.author} ${body.replyTo.id}`;
}
