// Who is where, and how far that is: now, in light time and in the time of whoever sits here.

import { sayDuration, sayRealAt } from '../../shared/time/format.ts';
import type { Person } from '../../shared/wire/chat.ts';
import { segment } from '../state/clock.ts';
import { peopleByPlace } from '../state/people.ts';
import { placeOf, places, rangesFromHere } from '../state/places.ts';
import { isHost, myPlace, self } from '../state/self.ts';
import { Icon } from '../ui/icons.tsx';
import { sayDistance } from '../ui/words/distance.ts';
import { showDialog, showLinkOf } from './open-dialog.ts';

export function PlacesPanel() {
  return (
    <nav class="places" aria-label="Places and people">
      <h2>Places</h2>
      <ol>
        {/* Before one is in, nobody knows where one is. */}
        {self.value && shownPlaces().map((id) => <PlaceGroup key={id} id={id} />)}
      </ol>
      <button type="button" class="button" onClick={() => showDialog('place')}>
        <Icon name="place" />
        Go to another place
      </button>
    </nav>
  );
}

/** Mine first, then where somebody is or that the room has made, the nearest first. */
function shownPlaces(): readonly string[] {
  const here = myPlace.value;
  const ranges = rangesFromHere.value;
  const inhabited = [...peopleByPlace.value.keys()];
  const made = places.value.filter(({ custom }) => custom).map(({ id }) => id);
  const others = [...new Set([...inhabited, ...made])].filter((id) => id !== here);
  const far = (id: string) => ranges.get(id)?.outMs ?? Number.POSITIVE_INFINITY;
  return [here, ...others.sort((a, b) => far(a) - far(b) || a.localeCompare(b))];
}

function PlaceGroup({ id }: { id: string }) {
  const place = placeOf(id);
  const isHere = id === myPlace.value;
  const me = self.value;
  const others = (peopleByPlace.value.get(id) ?? []).filter((person) => person.id !== me?.id);
  return (
    <li class={isHere ? 'place hued is-here' : 'place hued'} style={{ '--hue': place.hue }}>
      <h3>
        {place.name}
        {isHere && <span class="hint here-word">you are here</span>}
      </h3>
      {!isHere && <Range id={id} />}
      <ul>
        {isHere && me && <Me name={me.name} hue={me.hue} isHost={me.host} />}
        {others.map((person) => (
          <PersonLine key={person.id} person={person} />
        ))}
        {!isHere && others.length === 0 && <li class="hint">nobody known to be there</li>}
      </ul>
    </li>
  );
}

function Range({ id }: { id: string }) {
  const range = rangesFromHere.value.get(id);
  if (range === undefined) return null;
  const { outMs, backMs, distanceKm } = range;
  const { warp } = segment.value;
  const trip = outMs + backMs;
  return (
    <dl class="range" title={`One way back: ${sayDuration(backMs)}`}>
      <div>
        <dt>one way</dt>
        <dd>{sayDuration(outMs)}</dd>
        <dd class="real">{realWords(outMs, warp)}</dd>
      </div>
      <div>
        <dt>round trip</dt>
        <dd>{sayDuration(trip)}</dd>
        <dd class="real">{realWords(trip, warp)}</dd>
      </div>
      <div>
        <dt>distance</dt>
        <dd class="wide">{sayDistance(distanceKm)}</dd>
      </div>
    </dl>
  );
}

/** The same in real time; nothing at warp 1, where the two are one. */
const realWords = (simMs: number, warp: number): string =>
  warp === 1 ? '' : warp === 0 ? 'paused' : `${sayRealAt(simMs, warp)} here`;

function Me({ name, hue, isHost }: { name: string; hue: number; isHost: boolean }) {
  return (
    <li class="person">
      <span class="who hued" style={{ '--hue': hue }}>
        {name}
      </span>
      <span class="hint">{isHost ? 'you, host' : 'you'}</span>
      <button
        type="button"
        class="button is-plain is-icon"
        aria-label="Change your name and colour"
        onClick={() => showDialog('profile')}
      >
        <Icon name="edit" />
      </button>
    </li>
  );
}

function PersonLine({ person }: { person: Person }) {
  return (
    <li class="person">
      <span class="who hued" style={{ '--hue': person.hue }}>
        {person.name}
      </span>
      {person.station && <span class="hint">station</span>}
      {!person.here && (
        <span class="hint" title={`Last seen: ${placeOf(person.place).name}`}>
          on the way
        </span>
      )}
      {isHost.value && !person.station && (
        <button
          type="button"
          class="button is-plain is-icon"
          aria-label={`Set the link of ${person.name}`}
          title="Set their link"
          onClick={() => showLinkOf(person.id)}
        >
          <Icon name="link" />
        </button>
      )}
    </li>
  );
}
