// Members that come by a key: made before they come, the same member on every machine, for weeks.
import { useEffect, useState } from 'preact/hooks';
import type { Seat } from '../../shared/wire/console.ts';
import { NAME_MAX } from '../../shared/wire/limits.ts';
import { freshKey, keysRefusal, loadKeys, makeKey, revokeKey, seats } from '../state/keys.ts';
import { placeOf, places } from '../state/places.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { PlaceMark, Refusal } from '../ui/marks.tsx';
import './keys.css';

/** Colours of one member after the other, far from each other. */
const HUE_STEP = 137;

export function Keys() {
  useEffect(() => void loadKeys(), []);
  return (
    <section class="panel keys" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <p class="hint">
        Whoever opens the link of a key is that member, on any machine, also behind a closed door.
      </p>
      <ul>
        {seats.value.map((seat) => (
          <SeatRow key={seat.member} seat={seat} />
        ))}
      </ul>
      <NewKey />
      <Refusal why={keysRefusal.value} />
    </section>
  );
}

const PRESENCE = { never: 'has not come yet', here: 'is here', away: 'is away' } as const;

function SeatRow({ seat: { member, name, hue, place, isGood, presence } }: { seat: Seat }) {
  const there = placeOf(place);
  const fresh = freshKey.value;
  return (
    <li>
      <p>
        <b class="who hued" style={{ '--hue': hue }}>
          {name}
        </b>{' '}
        <PlaceMark name={there.name} hue={there.hue} />
      </p>
      <p class="hint">{isGood ? PRESENCE[presence] : 'no key is good for it'}</p>
      <div class="row">
        <button
          type="button"
          class="text-button"
          aria-label={`New key for ${name}`}
          onClick={() => void makeKey({ member })}
        >
          New key
        </button>
        {isGood && (
          <button
            type="button"
            class="text-button"
            aria-label={`Revoke the key of ${name}`}
            onClick={() => void revokeKey(member)}
          >
            Revoke
          </button>
        )}
      </div>
      {fresh?.member === member && isGood && (
        <div class="fresh-key" role="status">
          <p>The link for {name}. It is shown this once.</p>
          <input class="input" readOnly aria-label={`Link for ${name}`} value={fresh.link} />
          <CopyButton text={fresh.link} label="Copy the link" />
        </div>
      )}
    </li>
  );
}

function NewKey() {
  const [name, setName] = useState('');
  const [place, setPlace] = useState('earth');
  const submit = async (event: Event) => {
    event.preventDefault();
    if (name.trim() === '') return;
    await makeKey({ name, place, hue: (seats.value.length * HUE_STEP) % 360 });
    setName('');
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label class="field">
        <span>Name</span>
        <input
          class="input"
          name="key-name"
          maxLength={NAME_MAX}
          autocomplete="off"
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>Place</span>
        <select
          class="input"
          name="key-place"
          value={place}
          onChange={({ currentTarget }) => setPlace(currentTarget.value)}
        >
          {places.value.map(({ id, name: label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button" disabled={name.trim() === ''}>
        Make a key
      </button>
    </form>
  );
}
