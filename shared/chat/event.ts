// An event as the rooms know it: what the log holds, plus the simulated time that follows from it.
import type { RealMs, SimMs } from '../time/frames.ts';
import type { ArrivedEvent, DataBody, EventBody } from '../wire/event.ts';

/** A log entry with its simulated time. `position` orders the log and never leaves the server. */
export interface SentEvent<Body extends EventBody = EventBody> {
  readonly position: number;
  readonly id: string;
  readonly author: string;
  /** The place its light leaves from; '' for control events. */
  readonly origin: string;
  /** When the log took it, real time. */
  readonly at: RealMs;
  /** The same instant, simulated time. */
  readonly sentAt: SimMs;
  readonly body: Body;
}

export type DataEvent = SentEvent<DataBody>;

/** An event in the view of one place. */
export interface Arrival {
  readonly event: DataEvent;
  readonly arrivesAt: SimMs;
}

/** Where an event stands in the view of one place: by arrival, ties by log position. */
export interface ViewPoint {
  readonly arrivesAt: SimMs;
  readonly position: number;
}

/** When light that leaves `from` at `sentAt` reaches `to`; Infinity when it is lost on the way. */
export type Arrive = (from: string, to: string, sentAt: SimMs) => SimMs;

export function isData(event: SentEvent): event is DataEvent {
  return event.origin !== '' && event.body.kind !== 'erased';
}

export const pointOf = ({
  event,
  arrivesAt,
}: {
  readonly event: Pick<SentEvent, 'position'>;
  readonly arrivesAt: SimMs;
}): ViewPoint => ({
  arrivesAt,
  position: event.position,
});

/** Negative when `a` comes first in a view. */
export function comparePoints(a: ViewPoint, b: ViewPoint): number {
  return a.arrivesAt - b.arrivesAt || a.position - b.position;
}

/** What goes on the wire: no log position, because a gap in it would tell of events to come. */
export const toWire = ({ event, arrivesAt }: Arrival): ArrivedEvent => ({
  id: event.id,
  author: event.author,
  origin: event.origin,
  sentAt: event.sentAt,
  arrivesAt,
  body: event.body,
});
