// Who knew what when: the same events in the order of two places, side by side. Links that cross are
// pairs on which the two rightly disagree.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { sayThePlace } from '../../shared/space/place-names.ts';
import { light, loadLight } from '../state/light.ts';
import { isOmniscient } from '../state/omniscient.ts';
import { legs, picturedPlaces, sightings } from '../state/pictured.ts';
import { placeOf, rangesFromHere } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { Links } from './links.tsx';
import { OrderColumn } from './order-column.tsx';
import './order.css';
import {
  type Arrive,
  countCausal,
  type OrderedEvent,
  ordersOf,
  relationOf,
  swappedPairs,
} from './orders.ts';
import { Pairs } from './pairs.tsx';
import type { Shown } from './shown.ts';

/** The newest events; more would be a list, not a picture. */
const EVENTS_MAX = 24;

const wantedA = signal<string | undefined>(undefined);
const wantedB = signal<string | undefined>(undefined);

export function Order() {
  useEffect(() => void loadLight(), []);
  const places = picturedPlaces.value;
  const [a, b] = chosenPlaces(places);
  if (b === undefined) {
    return <p class="order-empty hint">One place knows one order. This needs somebody far away.</p>;
  }
  const shown = newest(a, b);
  const events = shown.map(({ event }) => event);
  const byKey = new Map(shown.map((one) => [one.event.key, one]));
  const { atA, atB } = ordersOf(events);
  const pairs = swappedPairs(events);
  const arrive: Arrive = (from, to, at) => light.value?.course(from, to, at)?.arrivesAt;
  return (
    <section class="order" aria-label="Who knew what when">
      <Summary events={events} pairs={pairs} arrive={arrive} />
      <section
        class="order-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Two orders of the same messages"
      >
        <div class="order-columns">
          <PlaceChoice
            label="First place"
            value={a}
            other={b}
            onChange={(id) => {
              wantedA.value = id;
            }}
          />
          <span class="between hint" />
          <PlaceChoice
            label="Second place"
            value={b}
            other={a}
            onChange={(id) => {
              wantedB.value = id;
            }}
          />
          <OrderColumn place={a} side="a" keys={atA} byKey={byKey} arrive={arrive} />
          <Links left={atA} right={atB} pairs={pairs} byKey={byKey} />
          <OrderColumn place={b} side="b" keys={atB} byKey={byKey} arrive={arrive} />
        </div>
        {events.length === 0 && (
          <p class="hint">Nothing has been said that could be known {onPlace(myPlace.value)}.</p>
        )}
        <Pairs pairs={pairs} a={a} b={b} byKey={byKey} />
      </section>
    </section>
  );
}

const onPlace = (id: string): string => `at ${sayThePlace(placeOf(id))}`;

/** Mine and the farthest, until somebody chooses. */
function chosenPlaces(places: readonly string[]): readonly [string, string | undefined] {
  const ranges = rangesFromHere.value;
  const known = (id: string | undefined) =>
    id !== undefined && places.includes(id) ? id : undefined;
  const a = known(wantedA.value) ?? myPlace.value;
  const others = places.filter((id) => id !== a);
  const far = (id: string) => ranges.get(id)?.outMs ?? 0;
  const wished = known(wantedB.value);
  const b = wished !== a ? wished : undefined;
  return [a, b ?? others.toSorted((p, q) => far(q) - far(p))[0]];
}

/** The newest messages of which both arrivals are known or predicted. */
function newest(a: string, b: string): readonly Shown[] {
  const legsOf = legs.value;
  const all: Shown[] = [];
  const said = sightings.value.filter(({ event }) => event.body.kind === 'say');
  for (const sighting of said.slice(-EVENTS_MAX)) {
    const { key, event } = sighting;
    const { origin, sentAt } = event;
    const at = (place: string) => {
      if (place === origin) return sentAt;
      const leg = legsOf(sighting).find((one) => one.place === place);
      return leg?.isLost && isOmniscient.value ? undefined : leg?.arrivesAt;
    };
    const atA = at(a);
    const atB = at(b);
    if (atA === undefined || atB === undefined) continue;
    all.push({ event: { key, origin, sentAt, atA, atB }, sighting });
  }
  return all.sort((p, q) => p.event.sentAt - q.event.sentAt);
}

function Summary({
  events,
  pairs,
  arrive,
}: {
  events: readonly OrderedEvent[];
  pairs: readonly (readonly [OrderedEvent, OrderedEvent])[];
  arrive: Arrive;
}) {
  const { ordered, all } = countCausal(events, arrive);
  const overtaken = pairs.filter(([e, f]) => relationOf(e, f, arrive) !== 'neither').length;
  return (
    <p class="order-summary">
      <strong>
        {pairs.length} of {all}
      </strong>{' '}
      pairs stand in different order. <strong>{ordered}</strong> are causally ordered: one was said
      within the light of the other,{' '}
      {overtaken === 0
        ? 'and no place sees those swapped.'
        : `and ${overtaken} of those are swapped all the same: a way that the host has set or blocked is slower than the light around it.`}
      {isOmniscient.value ? (
        <span class="omniscient-note">
          Omniscient: with messages that cannot be known here yet.
        </span>
      ) : (
        <span class="hint">
          {' '}
          As far as can be known {onPlace(myPlace.value)}; elsewhere predicted.
        </span>
      )}
    </p>
  );
}

function PlaceChoice({
  label,
  value,
  other,
  onChange,
}: {
  label: string;
  value: string;
  other: string;
  onChange: (id: string) => void;
}) {
  return (
    <label class="field">
      <span class="unseen">{label}</span>
      <select class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {picturedPlaces.value
          .filter((id) => id !== other)
          .map((id) => (
            <option key={id} value={id} selected={id === value}>
              {placeOf(id).name}
            </option>
          ))}
      </select>
    </label>
  );
}
