// The sky map: where the places of the room are at the simulated date, and the light between them.
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { sayThePlace } from '../../shared/space/place-names.ts';
import { simNow } from '../state/clock.ts';
import { isOmniscient } from '../state/omniscient.ts';
import { placeOf } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { Icon } from '../ui/icons.tsx';
import { Live } from '../ui/live.tsx';
import { sayDate } from '../ui/words/instant.ts';
import type { Centre } from './compose.ts';
import './orrery.css';
import { Sky } from './sky.tsx';
import { SkyTable } from './sky-table.tsx';

const centre = signal<Centre>('here');

export function Orrery() {
  const [isTable, setTable] = useState(false);
  const [isPaused, setPaused] = useState(false);
  const here = sayThePlace(placeOf(myPlace.value));
  return (
    <section class="orrery" aria-label="Sky map">
      <div class="sky-bar">
        <button
          type="button"
          class="button is-icon"
          aria-label={isPaused ? 'Follow the clock' : 'Pause the picture'}
          title={isPaused ? 'Follow the clock' : 'Pause the picture (the room goes on)'}
          onClick={() => setPaused(!isPaused)}
        >
          <Icon name={isPaused ? 'play' : 'pause'} />
        </button>
        <p class="hint">
          <Live words={() => sayDate(simNow())} />, from the north; distances from{' '}
          {centre.value === 'here' ? here : 'the Sun'}, logarithmic
        </p>
        <fieldset class="centre-choice" aria-label="Centre of the map">
          {(['here', 'sun'] as const).map((id) => (
            <button
              key={id}
              type="button"
              class="button"
              aria-pressed={centre.value === id}
              onClick={() => {
                centre.value = id;
              }}
            >
              {id === 'here' ? 'You' : 'Sun'}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          class="button"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? 'Picture' : 'Table'}
        </button>
      </div>
      {isOmniscient.value && (
        <p class="omniscient-note">
          Omniscient: shows also light that nobody at {here} can know of.
        </p>
      )}
      {isTable ? (
        <SkyTable />
      ) : (
        <div
          class="sky-box"
          role="img"
          aria-label={`Map of the places around ${here}. The table says the same.`}
        >
          <Sky centre={centre.value} isSmall={false} isPaused={isPaused} />
        </div>
      )}
    </section>
  );
}
