// One message: who, from where, what, and what its light has been through.

import { sayDuration } from '../../shared/time/format.ts';
import type { Row } from '../state/chunks.ts';
import { simNow } from '../state/clock.ts';
import { setReplyingTo } from '../state/drafts.ts';
import { ownById } from '../state/own.ts';
import { faces } from '../state/people.ts';
import { placeOf } from '../state/places.ts';
import { myPlace, self } from '../state/self.ts';
import { Icon } from '../ui/icons.tsx';
import { PlaceMark } from '../ui/marks.tsx';
import { sayTimeNear } from '../ui/words/instant.ts';
import { Fate } from './fate.tsx';
import { PriorityMark } from './lazy-priority.ts';
import { Quote } from './lazy-quote.ts';
import { memo } from './memo.ts';
import { Said } from './said.tsx';

export const MessageRow = memo(function MessageRow({ row }: { row: Row }) {
  const { event, crossed } = row;
  if (event.body.kind !== 'say') return null;
  const { text, replyTo, priority } = event.body;
  const place = placeOf(event.origin);
  const isOwn = event.author === self.value?.id;
  const face = faces.value.get(event.author);
  const name = isOwn ? 'You' : (face?.name ?? 'Somebody');
  const own = isOwn ? ownById.value.get(event.id) : undefined;
  const reply = () => {
    setReplyingTo({ author: event.author, id: event.id });
    document.querySelector<HTMLTextAreaElement>('#composer')?.focus();
  };
  return (
    <article
      class={isOwn ? 'message hued is-own' : 'message hued'}
      style={{ '--hue': place.hue }}
      data-key={row.key}
    >
      <header>
        <span class="who hued" style={{ '--hue': face?.hue ?? 0 }}>
          {name}
        </span>
        <PlaceMark name={place.name} hue={place.hue} />
        {priority && <PriorityMark priority={priority} />}
        {crossed && (
          <span class="badge" title="Neither of you had seen the other's message yet">
            <Icon name="crossed" />
            crossed yours in flight
          </span>
        )}
        <button
          type="button"
          class="button is-plain is-icon reply"
          aria-label={`Reply to ${name}`}
          title="Reply"
          onClick={reply}
        >
          <Icon name="reply" />
        </button>
      </header>
      {replyTo && <Quote of={replyTo} />}
      <Said text={text} />
      {own ? <Fate message={own} /> : <Passage row={row} isOwn={isOwn} />}
    </article>
  );
});

/** When it left, when it arrived, and how old it was then. */
function Passage({ row: { event }, isOwn }: { row: Row; isOwn: boolean }) {
  const now = simNow();
  const left = `left ${sayTimeNear(event.sentAt, now)}`;
  // The answer that tells where it goes from here is still on its way.
  if (isOwn && event.origin === myPlace.value) return <p class="fate">{left}</p>;
  if (event.origin === myPlace.value || event.arrivesAt === event.sentAt) {
    return <p class="fate">{sayTimeNear(event.sentAt, now)} · here</p>;
  }
  return (
    <p class="fate">
      {left} · arrived {sayTimeNear(event.arrivesAt, now)} ·{' '}
      {sayDuration(event.arrivesAt - event.sentAt)} old
    </p>
  );
}
