// What one has said and where it is: in flight, should have arrived, confirmed. Nothing is known of a far
// place before its light is back.
import type { SimMs } from '../../../shared/time/frames.ts';
import type { ArrivedEvent } from '../../../shared/wire/event.ts';
import type { Sent } from '../../remote/member-types.ts';

export interface Leg {
  readonly place: string;
  readonly text: string;
  readonly sentAt: SimMs;
  readonly arrivesAt: SimMs;
  readonly state: 'in flight' | 'should have arrived' | 'confirmed';
}

export interface Flights {
  /** The log has taken a message. */
  sent(sent: Sent, text: string): void;
  /** What has arrived here: a receipt confirms. */
  arrived(event: ArrivedEvent): void;
  /** Those whose state has changed by `now`, oldest first; the confirmed ones are forgotten. */
  changed(now: SimMs): Leg[];
  /** Those not confirmed, newest first. */
  open(now: SimMs): Leg[];
}

interface Entry extends Omit<Leg, 'state'> {
  told: Leg['state'];
  isConfirmed: boolean;
}

/** Messages whose confirmation is waited for, at most: who never answers fills no memory. */
const OPEN_MAX = 200;

export function createFlights(): Flights {
  let entries: Entry[] = [];
  const stateOf = ({ arrivesAt, isConfirmed }: Entry, now: SimMs): Leg['state'] => {
    if (isConfirmed) return 'confirmed';
    return now < arrivesAt ? 'in flight' : 'should have arrived';
  };
  const toLeg = ({ told: _, isConfirmed: __, ...leg }: Entry, state: Leg['state']): Leg => ({
    ...leg,
    state,
  });

  return {
    sent({ sentAt, arrivals }, text) {
      const legs = arrivals.map(({ place, arrivesAt }) => ({
        place,
        text,
        sentAt,
        arrivesAt,
        told: 'in flight' as const,
        isConfirmed: false,
      }));
      entries = [...entries, ...legs].slice(-OPEN_MAX);
    },
    arrived({ origin, body }) {
      if (body.kind !== 'receipt') return;
      for (const entry of entries) {
        if (entry.place === origin && entry.arrivesAt <= body.upTo) entry.isConfirmed = true;
      }
    },
    changed(now) {
      const changed = entries.filter((entry) => stateOf(entry, now) !== entry.told);
      for (const entry of changed) entry.told = stateOf(entry, now);
      entries = entries.filter(({ isConfirmed }) => !isConfirmed);
      return changed.map((entry) => toLeg(entry, entry.told));
    },
    open: (now) => entries.map((entry) => toLeg(entry, stateOf(entry, now))).reverse(),
  };
}
