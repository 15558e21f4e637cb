// A room in which nobody has said anything yet.
import './rows.css';
import { sayOnPlace, sayThePlace } from '../../shared/space/place-names.ts';
import { sayDuration, sayRealAt } from '../../shared/time/format.ts';
import { segment } from '../state/clock.ts';
import { peopleByPlace } from '../state/people.ts';
import { placeOf, rangesFromHere } from '../state/places.ts';
import { myPlace, self } from '../state/self.ts';

export function EmptyRoom() {
  const there = farPerson();
  const here = placeOf(myPlace.value);
  if (there === undefined) {
    return (
      <div class="empty">
        <h2>You are {sayOnPlace(here)}, alone so far</h2>
        <p>Invite somebody, or open this page in a second tab and go to another place.</p>
      </div>
    );
  }
  const place = placeOf(there.place);
  const out = rangesFromHere.value.get(there.place)?.outMs;
  const { warp } = segment.value;
  return (
    <div class="empty">
      <h2>
        You are {sayOnPlace(here)}. {there.name} is {sayOnPlace(place)}.
      </h2>
      {out !== undefined && (
        <p>
          Light takes {sayDuration(out)} to {sayThePlace(place)}
          {warp > 0 && warp !== 1 && `: ${sayRealAt(out, warp)} of your time at warp ${warp}`}
          {warp === 0 && '; the clock is paused'}. Say something, and watch it fly.
        </p>
      )}
    </div>
  );
}

/** The first other person at another place, stations first. */
export function farPerson() {
  const here = myPlace.value;
  return [...peopleByPlace.value.entries()]
    .filter(([place]) => place !== here)
    .flatMap(([, group]) => group)
    .filter(({ id, here: isThere }) => isThere && id !== self.value?.id)
    .sort((a, b) => Number(b.station) - Number(a.station))[0];
}
