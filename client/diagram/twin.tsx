// The diagram as a table: each message, when it left, and when it is where.
import { useState } from 'preact/hooks';
import { sayThePlace } from '../../shared/space/place-names.ts';
import { sayDuration } from '../../shared/time/format.ts';
import { simNow } from '../state/clock.ts';
import { isOmniscient } from '../state/omniscient.ts';
import { receipts } from '../state/own.ts';
import { faces } from '../state/people.ts';
import { legs, picturedPlaces, sightings } from '../state/pictured.ts';
import { placeOf } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { type Sighting, type Stage, stageOf } from '../state/sightings.ts';
import { activity } from '../state/world-line.ts';
import { usePaint } from '../ui/painter.ts';
import { sayTimeNear } from '../ui/words/instant.ts';

/** Rows of the table: the newest. The conversation itself has them all. */
const ROWS_MAX = 50;
const DOINGS_MAX = 10;

const WORDS: Record<Stage, string> = {
  unknown: 'not known here yet',
  flying: 'in flight, due',
  due: 'should have arrived',
  arrived: 'arrived',
  confirmed: 'confirmed, arrived',
  lost: 'lost on the way, would have arrived',
};

export function Twin() {
  const [, setTurn] = useState(0);
  const second = Math.floor(performance.now() / 1000);
  usePaint(
    () => {
      if (Math.floor(performance.now() / 1000) !== second) setTurn((turn) => turn + 1);
    },
    { pace: 'tenth' },
  );
  const shown = sightings.value
    .filter(({ event }) => event.body.kind === 'say')
    .toSorted((a, b) => b.event.sentAt - a.event.sentAt)
    .slice(0, ROWS_MAX);
  const places = picturedPlaces.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="twin" tabIndex={0} aria-label="Messages as a table">
      <table>
        <caption>Messages, the newest first, and when they are where. Simulated time, UTC.</caption>
        <thead>
          <tr>
            <th scope="col">Message</th>
            <th scope="col">From</th>
            {places.map((place) => (
              <th key={place} scope="col">
                {placeOf(place).name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((sighting) => (
            <Line key={sighting.key} sighting={sighting} places={places} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p class="hint">Nothing has been said that could be known here.</p>}
      <Doings />
    </section>
  );
}

/** What the marks on the world lines say: when a tab waited, and when it stood still. */
function Doings() {
  const now = simNow();
  const spans = activity.value.slice(-DOINGS_MAX).toReversed();
  if (spans.length === 0) return null;
  return (
    <table class="doings">
      <caption>What tabs did; else they ran. Simulated time, UTC.</caption>
      <thead>
        <tr>
          <th scope="col">Tab</th>
          <th scope="col">What</th>
          <th scope="col">From</th>
          <th scope="col">For</th>
        </tr>
      </thead>
      <tbody>
        {spans.map(({ place, kind, from, to, isOwn }) => (
          <tr key={`${place} ${kind} ${from}`}>
            <th scope="row">{isOwn ? 'this tab' : `a tab at ${sayThePlace(placeOf(place))}`}</th>
            <td>{kind === 'frozen' ? 'frozen' : 'waiting for an answer'}</td>
            <td>{sayTimeNear(from, now)}</td>
            <td>{to === undefined ? 'still' : sayDuration(to - from)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Line({ sighting, places }: { sighting: Sighting; places: readonly string[] }) {
  const now = simNow();
  const { event, isOwn } = sighting;
  const all = legs.value(sighting);
  return (
    <tr>
      <th scope="row">{event.body.kind === 'say' ? event.body.text.slice(0, 80) : ''}</th>
      <td>{isOwn ? 'You' : (faces.value.get(event.author)?.name ?? 'Somebody')}</td>
      {places.map((place) => {
        if (place === event.origin) {
          return <td key={place}>left {sayTimeNear(event.sentAt, now)}</td>;
        }
        const leg = all.find((one) => one.place === place);
        if (!leg) return <td key={place}>not known</td>;
        const stage = stageOf(sighting, {
          leg,
          at: now,
          here: myPlace.value,
          receipts: receipts.value,
          isOmniscient: isOmniscient.value,
        });
        return (
          <td key={place}>
            {WORDS[stage]} {stage !== 'unknown' && sayTimeNear(leg.arrivesAt, now)}
          </td>
        );
      })}
    </tr>
  );
}
