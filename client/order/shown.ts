// A message of the order picture: its two arrivals, and what it is.
import type { Sighting } from '../state/sightings.ts';
import type { OrderedEvent } from './orders.ts';

export interface Shown {
  readonly event: OrderedEvent;
  readonly sighting: Sighting;
}
