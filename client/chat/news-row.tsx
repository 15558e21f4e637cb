// Who came, who went: one quiet line, as old as its light.

import { sayOnPlace, sayThePlace } from '../../shared/space/place-names.ts';
import { sayDuration } from '../../shared/time/format.ts';
import type { Row } from '../state/chunks.ts';
import { faces } from '../state/people.ts';
import { placeOf } from '../state/places.ts';
import { myPlace, self } from '../state/self.ts';
import { memo } from './memo.ts';

export const NewsRow = memo(function NewsRow({ row }: { row: Row }) {
  const { event } = row;
  const isOwn = event.author === self.value?.id;
  const name = isOwn ? 'You' : (faces.value.get(event.author)?.name ?? 'Somebody');
  const age = event.arrivesAt - event.sentAt;
  const words = newsWords(row, { name, isOwn });
  if (words === undefined) return null;
  return (
    <p class="news hued" style={{ '--hue': placeOf(event.origin).hue }} data-key={row.key}>
      {words}
      {age > 0 && ` · ${sayDuration(age)} old`}
    </p>
  );
});

interface Teller {
  readonly name: string;
  readonly isOwn: boolean;
}

function newsWords({ event }: Row, { name, isOwn }: Teller): string | undefined {
  const { body, origin } = event;
  const on = sayOnPlace(placeOf(origin));
  const isHere = origin === myPlace.value;
  // After a move one's own past arrives, too, at the speed of light.
  const who = isOwn && !isHere ? 'Your earlier self' : name;
  switch (body.kind) {
    case 'join': {
      const from = body.from === undefined ? '' : `, from ${sayThePlace(placeOf(body.from))}`;
      if (isOwn && isHere) return `You are ${on}${from}`;
      return `${isOwn ? who : body.name} is ${isHere ? 'here' : on}${from}`;
    }
    case 'leave':
      if (body.to !== undefined) return `${who} left for ${sayThePlace(placeOf(body.to))}`;
      if (body.why === 'removed') return `${who}, ${on}, was removed by the host`;
      return body.why === 'lost' ? `${who}, ${on}, has gone silent` : `${who} left, ${on}`;
    case 'rename':
      return isOwn ? `You are called ${body.name} now` : `${body.name}, ${on}, has that name now`;
    case 'say':
    case 'receipt':
      return undefined;
    default:
      return body satisfies never;
  }
}
