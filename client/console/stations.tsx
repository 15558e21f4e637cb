// The room's stations: what each does, and others that the host starts or takes away again.
import { useState } from 'preact/hooks';
import type { Row } from '../../shared/wire/console.ts';
import type { StationDoes } from '../../shared/wire/event.ts';
import { removeStation, rows, startStation } from '../state/console.ts';
import { places } from '../state/places.ts';
import { Where, Who } from './figures.tsx';

const KINDS: readonly { readonly does: StationDoes; readonly words: string }[] = [
  { does: 'answer', words: 'Says when your words left and arrived' },
  { does: 'echo', words: 'Says your words back' },
  { does: 'beacon', words: 'Speaks by itself' },
  { does: 'quiz', words: 'Asks about light time, counts points' },
];

export function Stations() {
  const present = rows.value.filter(({ station }) => station);
  return (
    <section class="panel" aria-labelledby="stations-title">
      <h2 id="stations-title">Stations</h2>
      {present.length > 0 && (
        <ul class="console-stations">
          {present.map((row) => (
            <Station key={row.member} row={row} />
          ))}
        </ul>
      )}
      <Starter />
    </section>
  );
}

function Station({ row }: { row: Row }) {
  return (
    <li>
      <Who row={row} />
      <Where row={row} />
      {!row.stays && (
        <button
          type="button"
          class="button is-plain"
          aria-label={`Remove ${row.name}`}
          onClick={() => void removeStation(row.member)}
        >
          Remove
        </button>
      )}
    </li>
  );
}

function Starter() {
  const [does, setDoes] = useState<StationDoes>('answer');
  const [place, setPlace] = useState('earth');
  const [every, setEvery] = useState('60');
  const isBeacon = does === 'beacon';
  return (
    <form
      class="station-form"
      onSubmit={(event) => {
        event.preventDefault();
        void startStation({ does, place, ...(isBeacon && { everySeconds: Number(every) }) });
      }}
    >
      <label class="field">
        <span>What it does</span>
        <select
          class="input"
          value={does}
          onChange={(event) => setDoes(event.currentTarget.value as StationDoes)}
        >
          {KINDS.map((kind) => (
            <option key={kind.does} value={kind.does}>
              {kind.words}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>Where</span>
        <select
          class="input"
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        >
          {places.value.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {isBeacon && (
        <label class="field">
          <span>Every so many seconds, real time</span>
          <input
            class="input"
            type="number"
            min="5"
            max="86400"
            required
            value={every}
            onInput={(event) => setEvery(event.currentTarget.value)}
          />
        </label>
      )}
      <div class="row">
        <button type="submit" class="button">
          Start a station
        </button>
      </div>
    </form>
  );
}
