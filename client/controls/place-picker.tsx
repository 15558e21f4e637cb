// Where to be: every body, the room's own places, and a place of one's own distance. Loaded lazily.
import './dialogs.css';
import { useState } from 'preact/hooks';
import { sayDuration, sayRealAt } from '../../shared/time/format.ts';
import { segment } from '../state/clock.ts';
import { placeOf, places, rangesFromHere } from '../state/places.ts';
import { maySteer, myPlace } from '../state/self.ts';
import { moveTo } from '../state/session.ts';
import { Dialog } from '../ui/dialog.tsx';
import { PlaceMark, Refusal } from '../ui/marks.tsx';
import { AddPlace } from './add-place.tsx';

export function PlacePicker({ onClose }: { onClose: () => void }) {
  const [why, setWhy] = useState<string | undefined>(undefined);
  const [going, setGoing] = useState<string | undefined>(undefined);
  const go = async (id: string) => {
    setGoing(id);
    const answer = await moveTo(id);
    setGoing(undefined);
    if (answer.ok) onClose();
    else setWhy(answer.detail);
  };
  const here = placeOf(myPlace.value);
  return (
    <Dialog title="Where do you want to be?" onClose={onClose}>
      <p class="hint">
        You are there at once; what you say comes from there, and you see what has arrived there.
        One-way light time from {here.name}, now:
      </p>
      <Refusal why={why} />
      <ul class="picker">
        {places.value.map((place) => (
          <li key={place.id}>
            <button
              type="button"
              aria-current={place.id === here.id ? 'location' : undefined}
              disabled={place.id === here.id || going !== undefined}
              onClick={() => void go(place.id)}
            >
              <PlaceMark name={place.name} hue={place.hue} />
              <Far id={place.id} isHere={place.id === here.id} />
            </button>
          </li>
        ))}
      </ul>
      {maySteer.value ? (
        <AddPlace onAdded={(id) => void go(id)} />
      ) : (
        <p class="hint">Only the host of this room adds places.</p>
      )}
    </Dialog>
  );
}

function Far({ id, isHere }: { id: string; isHere: boolean }) {
  if (isHere) return <span class="hint is-far">you are here</span>;
  const out = rangesFromHere.value.get(id)?.outMs;
  if (out === undefined) return null;
  const { warp } = segment.value;
  return (
    <>
      <span>{sayDuration(out)}</span>
      <span class="real">{warp > 0 && warp !== 1 && `${sayRealAt(out, warp)} here`}</span>
    </>
  );
}
