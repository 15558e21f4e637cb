// Who was typing when the light that is here now left them. Always as tall, so that nothing jumps.

import { sayOnPlace } from '../../shared/space/place-names.ts';
import { sayDuration } from '../../shared/time/format.ts';
import { faces } from '../state/people.ts';
import { placeOf, rangesFromHere } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { type Typist, typists } from '../state/typing.ts';

export function TypingLine() {
  return <p class="typing">{words(typists.value)}</p>;
}

function words(all: readonly Typist[]): string {
  if (all.length > 2) return `${all.length} people were typing`;
  return all.map(oneWords).join('; ');
}

function oneWords({ member, origin }: Typist): string {
  const name = faces.value.get(member)?.name ?? 'Somebody';
  if (origin === myPlace.value) return `${name} is typing`;
  const age = rangesFromHere.value.get(origin)?.backMs;
  const where = sayOnPlace(placeOf(origin));
  return age === undefined
    ? `${name} was typing (${where})`
    : `${name} was typing (${where}, ${sayDuration(age)} ago)`;
}
