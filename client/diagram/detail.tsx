// The selected message: who said what, and where and when it is known.

import { sayOnPlace } from '../../shared/space/place-names.ts';
import { sayDuration } from '../../shared/time/format.ts';
import { simNow } from '../state/clock.ts';
import { isOmniscient } from '../state/omniscient.ts';
import { receipts } from '../state/own.ts';
import { faces } from '../state/people.ts';
import { legs, select, selected, sightings } from '../state/pictured.ts';
import { placeOf } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { chainOf, type Sighting } from '../state/sightings.ts';
import { Icon } from '../ui/icons.tsx';
import { PlaceMark } from '../ui/marks.tsx';
import { sayTimeNear } from '../ui/words/instant.ts';
import { useStages } from './stages.ts';

export function Detail({ onClose }: { onClose: () => void }) {
  const all = sightings.value;
  const sighting = all.find(({ key }) => key === selected.value);
  if (sighting?.event.body.kind !== 'say') return null;
  const { event } = sighting;
  const name = sighting.isOwn ? 'You' : (faces.value.get(event.author)?.name ?? 'Somebody');
  const place = placeOf(event.origin);
  return (
    <aside class="detail" aria-label="Selected message">
      <header>
        <span class="who hued" style={{ '--hue': faces.value.get(event.author)?.hue ?? 0 }}>
          {name}
        </span>
        <PlaceMark name={place.name} hue={place.hue} />
        <button
          type="button"
          class="button is-plain is-icon"
          aria-label="Let go of the message"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <p class="words">{sighting.event.body.text}</p>
      <p class="hint">left {sayTimeNear(event.sentAt, simNow())}</p>
      <Where sighting={sighting} />
      <Chain sighting={sighting} all={all} />
    </aside>
  );
}

function Where({ sighting }: { sighting: Sighting }) {
  const here = myPlace.value;
  const rows = useStages(sighting, {
    legs: legs.value(sighting),
    here,
    receipts: receipts.value,
    isOmniscient: isOmniscient.value,
  });
  return (
    <ul class="where" aria-live="polite">
      {rows.map(({ leg, stage }) => {
        const place = placeOf(leg.place);
        return (
          <li key={leg.place} class={`is-${stage}`}>
            <PlaceMark name={place.name} hue={place.hue} />
            <span>
              {stage === 'unknown' && 'cannot be known here yet'}
              {stage === 'flying' && 'in flight, there at '}
              {stage === 'due' && 'should have arrived at '}
              {stage === 'arrived' && 'arrived '}
              {stage === 'lost' && 'lost on the way; would have arrived '}
              {stage === 'confirmed' && `confirmed, seen ${sayOnPlace(place)}; arrived `}
              {stage !== 'unknown' && sayTimeNear(leg.arrivesAt, simNow())}
            </span>
            <span class="hint">
              {sayDuration(leg.arrivesAt - sighting.event.sentAt)} one way
              {leg.leavesAt !== undefined &&
                `, of that held ${sayDuration(leg.leavesAt - sighting.event.sentAt)}`}
              {leg.isFixed && ', a fixed time'}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What it answers and what answers it, in the order of sending. */
function Chain({ sighting, all }: { sighting: Sighting; all: readonly Sighting[] }) {
  const keys = chainOf(sighting.key, all);
  if (keys.size < 2) return null;
  const chain = all
    .filter(({ key }) => keys.has(key))
    .sort((a, b) => a.event.sentAt - b.event.sentAt);
  return (
    <div class="chain">
      <h2>Replies</h2>
      <ol>
        {chain.map(({ key, event }) => (
          <li key={key}>
            <button
              type="button"
              class="text-button"
              aria-current={key === sighting.key ? 'true' : undefined}
              onClick={() => select(key)}
            >
              <PlaceMark name={placeOf(event.origin).name} hue={placeOf(event.origin).hue} />{' '}
              {event.body.kind === 'say' ? event.body.text.slice(0, 60) : ''}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
