// The sky map as a table: each place, how far it is, and which light is on its way to it.

import { sayDuration } from '../../shared/time/format.ts';
import { simNow } from '../state/clock.ts';
import { isOmniscient } from '../state/omniscient.ts';
import { groups, legs, picturedPlaces } from '../state/pictured.ts';
import { placeOf, rangesFromHere } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { isKnownAt } from '../state/sightings.ts';
import { sayDistance } from '../ui/words/distance.ts';

export function SkyTable() {
  const here = myPlace.value;
  const ranges = rangesFromHere.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="twin" tabIndex={0} aria-label="Places as a table">
      <table>
        <caption>Places of the room, seen from {placeOf(here).name}, now.</caption>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">Distance</th>
            <th scope="col">Light there, one way</th>
            <th scope="col">Light back, one way</th>
            <th scope="col">Messages on their way there</th>
          </tr>
        </thead>
        <tbody>
          {picturedPlaces.value.map((id) => {
            const range = ranges.get(id);
            return (
              <tr key={id}>
                <th scope="row">{placeOf(id).name}</th>
                <td>{id === here ? 'you are here' : range ? sayDistance(range.distanceKm) : ''}</td>
                <td>{range && id !== here ? sayDuration(range.outMs) : ''}</td>
                <td>{range && id !== here ? sayDuration(range.backMs) : ''}</td>
                <td>{flyingTo(id)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** How many messages known here are on their way to a place. Renders anew with the ranges, once a second. */
function flyingTo(place: string): number {
  const at = simNow();
  let count = 0;
  for (const { sightings } of groups.value) {
    for (const sighting of sightings) {
      if (sighting.event.body.kind !== 'say') continue;
      if (!isKnownAt(sighting, { at, isOmniscient: isOmniscient.value })) continue;
      const leg = legs.value(sighting).find((one) => one.place === place);
      if (!leg || (leg.isLost && isOmniscient.value)) continue;
      if (leg.arrivesAt > at) count++;
    }
  }
  return count;
}
