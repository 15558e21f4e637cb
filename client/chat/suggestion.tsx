// A first message, ready to send, where nobody has said anything yet.
import { sayThePlace } from '../../shared/space/place-names.ts';
import { draft } from '../state/drafts.ts';
import { outbox } from '../state/outbox.ts';
import { placeOf } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { isLoaded, isQuiet } from '../state/view.ts';
import { Icon } from '../ui/icons.tsx';
import { farPerson } from './empty-room.tsx';

export function Suggestion({ onPick }: { onPick: (text: string) => void }) {
  if (!isLoaded.value || !isQuiet.value || outbox.value.length > 0 || draft.value !== '')
    return null;
  const there = farPerson();
  const to = there ? sayThePlace(placeOf(there.place)) : 'out there';
  const text = `Hello ${to}, this is ${placeOf(myPlace.value).name}`;
  return (
    <button type="button" class="chip" onClick={() => onPick(text)}>
      {text}
      <Icon name="send" />
    </button>
  );
}
