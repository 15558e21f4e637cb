// What is in flight on my link, and what became of what was.

import { sayCountdown } from '../../shared/time/format.ts';
import type { WirePacket } from '../../shared/wire/link.ts';
import { deliverNow, drop, type Flights, myFlights, useMyFlights } from '../state/link-flights.ts';
import { Icon } from '../ui/icons.tsx';
import { Live } from '../ui/live.tsx';

const SHOWN = 8;

export function LinkFlights() {
  useMyFlights();
  const flights = myFlights.value;
  if (!flights) return null;
  const { up, down, packets, at } = flights;
  const inFlight = up.inFlight + down.inFlight;
  const soonest = packets.toSorted((a, b) => a.dueInMs - b.dueInMs).slice(0, SHOWN);
  return (
    <section class="flights" aria-label="In flight on your link">
      <Counts flights={flights} />
      {soonest.length > 0 && (
        <ul>
          {soonest.map((packet) => (
            <PacketLine key={`${packet.direction} ${packet.seq}`} packet={packet} at={at} />
          ))}
        </ul>
      )}
      {inFlight > 1 && (
        <p class="row">
          {inFlight > soonest.length && (
            <span class="hint">and {(inFlight - soonest.length).toLocaleString('en')} more</span>
          )}
          <button type="button" class="text-button" onClick={() => void deliverNow()}>
            Deliver all now
          </button>
          <button type="button" class="text-button" onClick={() => void drop()}>
            Drop all
          </button>
        </p>
      )}
    </section>
  );
}

function Counts({ flights: { up, down } }: { flights: Flights }) {
  const dropped = { ...up.dropped };
  for (const reason of Object.keys(dropped) as (keyof typeof dropped)[]) {
    dropped[reason] += down.dropped[reason];
  }
  const { loss, limit, outage, dropped: byHand } = dropped;
  const why = [
    loss > 0 && `${loss} lost`,
    limit > 0 && `${limit} over the limit`,
    outage > 0 && `${outage} in an outage`,
    byHand > 0 && `${byHand} by hand`,
  ].filter(Boolean);
  const counts = [
    ['in flight', up.inFlight + down.inFlight],
    ['dropped', loss + limit + outage + byHand],
    ['sent again', up.retransmissions + down.retransmissions],
    ['doubled', up.duplicates + down.duplicates],
  ] as const;
  return (
    <>
      <dl class="counts">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      {why.length > 0 && <p class="hint">Dropped: {why.join(', ')}.</p>}
    </>
  );
}

/** What people call the messages of the data plane. */
const EVENT_WORDS: Readonly<Record<string, string>> = {
  '(answer)': 'an answer',
  'chat:say': 'a message',
  'chat:typing': 'is typing',
  'chat:typed': 'is typing',
  'chat:receipt': 'a receipt',
  'chat:arrived': 'what arrived',
  'chat:resume': 'a resume',
  'chat:history': 'history',
};

function PacketLine({ packet, at }: { packet: WirePacket; at: number }) {
  const { direction, event, bytes, dueInMs } = packet;
  const words = EVENT_WORDS[event] ?? event;
  return (
    <li class="packet">
      <span class="way">
        <Icon name={direction} />
        <span class="unseen">{direction} </span>
      </span>
      <span title={event}>
        {words} <span class="hint">{bytes.toLocaleString('en')} bytes</span>
      </span>
      <span class="due">
        <Live words={() => sayCountdown(dueInMs - (performance.now() - at))} />
      </span>
      <span class="acts">
        <button
          type="button"
          class="text-button"
          aria-label={`Deliver now: ${words}, ${direction}`}
          onClick={() => void deliverNow(packet)}
        >
          now
        </button>
        <button
          type="button"
          class="text-button"
          aria-label={`Drop: ${words}, ${direction}`}
          onClick={() => void drop(packet)}
        >
          drop
        </button>
      </span>
    </li>
  );
}
