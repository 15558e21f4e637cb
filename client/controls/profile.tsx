// My name and colour in this room. Others learn of a change at light speed. Loaded lazily.
import './dialogs.css';
import { useState } from 'preact/hooks';
import { NAME_MAX } from '../../shared/wire/limits.ts';
import { tidyName } from '../state/friendly-name.ts';
import { self } from '../state/self.ts';
import { leaveRoom, rename } from '../state/session.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Refusal } from '../ui/marks.tsx';

const HUES = [0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330];
const HUE_NAMES = [
  'rose',
  'orange',
  'amber',
  'olive',
  'green',
  'jade',
  'teal',
  'sky',
  'blue',
  'violet',
  'purple',
  'pink',
];

export function Profile({ onClose }: { onClose: () => void }) {
  const me = self.value;
  const [name, setName] = useState(me?.name ?? '');
  const [hue, setHue] = useState(me?.hue ?? 0);
  const [why, setWhy] = useState<string | undefined>(undefined);
  const save = async () => {
    const tidy = tidyName(name);
    if (tidy === '') return setWhy('A name needs at least one character.');
    if (tidy === me?.name && hue === me.hue) return onClose();
    const answer = await rename(tidy, hue);
    if (answer.ok) onClose();
    else setWhy(answer.detail);
  };
  return (
    <Dialog title="You in this room" onClose={onClose}>
      <form
        class="profile"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label class="field">
          <span>Name</span>
          <input
            class="input"
            value={name}
            maxLength={NAME_MAX}
            autocomplete="nickname"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <fieldset>
          <legend class="label">Colour</legend>
          {HUES.map((one, index) => (
            <label key={one} class="swatch hued" style={{ '--hue': one }}>
              <input
                type="radio"
                name="hue"
                aria-label={HUE_NAMES[index]}
                checked={nearestHue(hue) === one}
                onChange={() => setHue(one)}
              />
            </label>
          ))}
        </fieldset>
        <Refusal why={why} />
        <p class="hint">Other places learn of it when its light gets there.</p>
        <div class="row">
          <button type="submit" class="button is-main">
            Save
          </button>
          <button type="button" class="button is-plain" onClick={() => void leaveRoom()}>
            Leave this room
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const nearestHue = (hue: number): number => (Math.round(hue / 30) * 30) % 360;
