// The omniscient feed: what is in flight, seen from nowhere in particular. Control plane, switched
// on by hand, always labelled; the only way in which an event can be known before its light.
import { type DataEvent, isData, type SentEvent } from '../../shared/chat/event.ts';
import type { Flight } from '../../shared/wire/room.ts';
import type { Room } from '../chat/room.ts';

/** Everything on its way to a place that somebody listens at. */
export function flightsNow(room: Room): Flight[] {
  return [...room.feeds.flights()].map((event) => toFlight(room, event));
}

/** What has just been sent. */
export function toFlights(room: Room, events: readonly SentEvent[]): Flight[] {
  return events.filter(isData).map((event) => toFlight(room, event));
}

function toFlight(room: Room, { id, author, origin, sentAt, body }: DataEvent): Flight {
  const places = [...room.feeds.places()].filter((place) => place !== origin);
  // Lost light arrives nowhere: a place that never gets it is left out.
  const arrivals = places
    .map((place) => ({ place, arrivesAt: room.arrive(origin, place, sentAt) }))
    .filter(({ arrivesAt }) => arrivesAt < Infinity);
  return { event: { id, author, origin, sentAt, body }, arrivals };
}
