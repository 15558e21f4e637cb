// The omniscient view: messages that nobody at this place can know of yet, labelled as such.

import { sayCountdown } from '../../shared/time/format.ts';
import { realUntil, segment } from '../state/clock.ts';
import { type Ghost, ghosts } from '../state/omniscient.ts';
import { faces } from '../state/people.ts';
import { placeOf } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { Icon } from '../ui/icons.tsx';
import { Live } from '../ui/live.tsx';
import { PlaceMark } from '../ui/marks.tsx';
import { FlightTrack } from './flight-track.tsx';
import { Said } from './said.tsx';

const SHOWN = 20;

export function GhostRows() {
  const all = ghosts.value;
  if (all.length === 0) return null;
  return (
    <section class="ghosts" aria-label="Omniscient view">
      <h3>
        <Icon name="eye" />
        Omniscient view: on the way here. Nobody {`on ${placeOf(myPlace.value).name}`} can know this
        yet.
      </h3>
      {all.slice(0, SHOWN).map((ghost) => (
        <GhostRow key={ghost.key} ghost={ghost} />
      ))}
      {all.length > SHOWN && <p class="fate">and {all.length - SHOWN} more</p>}
    </section>
  );
}

function GhostRow({ ghost }: { ghost: Ghost }) {
  const { event, arrivesAt } = ghost;
  if (event.body.kind !== 'say') return null;
  const from = placeOf(event.origin);
  return (
    <article class="message is-ghost hued" style={{ '--hue': from.hue }}>
      <header>
        <span class="who">{faces.value.get(event.author)?.name ?? 'Somebody'}</span>
        <PlaceMark name={from.name} hue={from.hue} />
      </header>
      <Said text={event.body.text} />
      <div class="fate">
        <p>
          <span class="stage is-flying">
            <Icon name="flight" />
            <Live words={() => ghostWords(ghost)} />
          </span>
        </p>
        <FlightTrack
          from={from}
          to={placeOf(myPlace.value)}
          sentAt={event.sentAt}
          arrivesAt={arrivesAt}
        />
      </div>
    </article>
  );
}

const ghostWords = ({ arrivesAt }: Ghost): string =>
  segment.peek().warp === 0
    ? 'not here yet, and the clock is paused'
    : `not here yet, reaches you in ${sayCountdown(realUntil(arrivesAt))}`;
