// Orders for one or for all: where they are, what their link is, how their tabs wait.
import { LINK_PRESETS, presetOf } from '../../shared/link/presets.ts';
import {
  ALL,
  placeTarget,
  rowOf,
  setTargetModes,
  setTargetPreset,
  target,
} from '../state/console.ts';
import type { Mode } from '../state/modes.ts';
import { places } from '../state/places.ts';

export function TargetActions({ onLink }: { onLink: () => void }) {
  const whose = target.value;
  const name = whose === ALL ? 'Everybody' : (rowOf(whose)?.name ?? 'Nobody');
  return (
    <fieldset class="console-orders">
      <legend>
        For <b>{name}</b>
      </legend>
      <Order
        label="Place"
        options={places.value.map(({ id, name }) => ({ id, name }))}
        onChoose={(place) => void placeTarget(place)}
      />
      <Order
        label="Link"
        options={LINK_PRESETS.map(({ id, name }) => ({ id, name }))}
        onChoose={(id) => {
          const preset = presetOf(id);
          if (preset) void setTargetPreset(preset);
        }}
      />
      <button type="button" class="button" onClick={onLink}>
        Link in detail
      </button>
      <Order
        label="Send"
        options={MODES}
        onChoose={(mode) => void setTargetModes({ send: mode as Mode })}
      />
      <Order
        label="Receive"
        options={MODES}
        onChoose={(mode) => void setTargetModes({ receive: mode as Mode })}
      />
    </fieldset>
  );
}

const MODES = [
  { id: 'blocking', name: 'blocking' },
  { id: 'non-blocking', name: 'non-blocking' },
];

interface OrderProps {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly onChoose: (id: string) => void;
}

/** A choice that is carried out at once and then is none any more: the rows tell what is so. */
function Order({ label, options, onChoose }: OrderProps) {
  return (
    <label class="console-order">
      <span class="label">{label}</span>
      <select
        class="input"
        value=""
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = '';
          if (value !== '') onChoose(value);
        }}
      >
        <option value="">Choose</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
