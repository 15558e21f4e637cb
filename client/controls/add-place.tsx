// A place of one's own: so far from a body, in the unit one thinks in.
import { useState } from 'preact/hooks';
import { BODIES } from '../../shared/space/bodies.ts';
import { sayDuration } from '../../shared/time/format.ts';
import { CUSTOM_OWLT_MS_MAX, NAME_MAX } from '../../shared/wire/limits.ts';
import { tidyName } from '../state/friendly-name.ts';
import { DISTANCE_UNITS, type DistanceUnit, kmOfLight, owltMsOf } from '../state/light-distance.ts';
import { addPlace } from '../state/places.ts';
import { Refusal } from '../ui/marks.tsx';
import { sayDistance } from '../ui/words/distance.ts';

export function AddPlace({ onAdded }: { onAdded: (id: string) => void }) {
  const [name, setName] = useState('');
  const [near, setNear] = useState('earth');
  const [amount, setAmount] = useState('50');
  const [unit, setUnit] = useState<DistanceUnit>('s');
  const [why, setWhy] = useState<string | undefined>(undefined);
  const owltMs = owltMsOf(Number(amount), unit);
  const isInRange = amount.trim() !== '' && owltMs >= 0 && owltMs <= CUSTOM_OWLT_MS_MAX;

  const add = async () => {
    if (!isInRange) return setWhy('Expected a distance from 0 to 100 light-years.');
    const answer = await addPlace({ name: tidyName(name) || 'Outpost', near, owltMs });
    if (answer.ok) onAdded(answer.value.place.id);
    else setWhy(answer.detail);
  };
  return (
    <form
      class="add-place"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <h3>A place of your own</h3>
      <label class="field is-wide">
        <span>Name</span>
        <input
          class="input"
          value={name}
          maxLength={NAME_MAX}
          placeholder="Outpost"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>Distance</span>
        <input
          class="input is-number"
          inputMode="decimal"
          value={amount}
          onInput={(event) => setAmount(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>Unit</span>
        <select
          class="input"
          value={unit}
          onChange={(event) => setUnit(event.currentTarget.value as DistanceUnit)}
        >
          {DISTANCE_UNITS.map((one) => (
            <option key={one} value={one}>
              {one}
              {one === 's' || one === 'min' || one === 'h' ? ' of light' : ''}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>From</span>
        <select class="input" value={near} onChange={(event) => setNear(event.currentTarget.value)}>
          {BODIES.map((body) => (
            <option key={body.id} value={body.id}>
              {body.name}
            </option>
          ))}
        </select>
      </label>
      <p class="hint is-wide">
        {isInRange ? `${sayDuration(owltMs)} one way, ${sayDistance(kmOfLight(owltMs))}` : '\u00a0'}
      </p>
      <Refusal why={why} />
      <button type="submit" class="button">
        Add it and go there
      </button>
    </form>
  );
}
