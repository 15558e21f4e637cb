// Who came, who went: one quiet line, as old as its light.
import type { Row } from '../state/chunks.ts';
import { faces } from '../state/people.ts';
import { placeOf } from '../state/places.ts';
import { myPlace, self } from '../state/self.ts';
import { sayDuration } from '../ui/words/duration.ts';
import { sayOnPlace, sayThePlace } from '../ui/words/place-names.ts';
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

function newsWords({ event }: Row, { name, isOwn }: { name: string; isOwn: boolean }) {
  const place = placeOf(event.origin);
  const where = event.origin === myPlace.value ? 'here' : sayOnPlace(place);
  const { body } = event;
  switch (body.kind) {
    case 'join': {
      const from =
        body.from === undefined ? '' : `, coming from ${sayThePlace(placeOf(body.from))}`;
      return isOwn ? `You are ${sayOnPlace(place)}${from}` : `${body.name} is ${where}${from}`;
    }
    case 'leave':
      if (body.to !== undefined) return `${name} left for ${sayThePlace(placeOf(body.to))}`;
      return body.why === 'lost'
        ? `${name} ${where} has gone silent`
        : `${name} left ${where === 'here' ? '' : `(${where})`}`;
    case 'rename':
      return isOwn
        ? `You are called ${body.name} now`
        : `Somebody ${where} is called ${body.name} now`;
    case 'say':
    case 'receipt':
      return undefined;
    default:
      return body satisfies never;
  }
}
