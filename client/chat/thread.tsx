// One thread by itself: what has arrived of it here, oldest first. Loaded lazily.
import { useEffect } from 'preact/hooks';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import { keyOf } from '../state/chunks.ts';
import { simNow } from '../state/clock.ts';
import { setReplyingTo } from '../state/drafts.ts';
import { faces } from '../state/people.ts';
import { placeOf } from '../state/places.ts';
import { self } from '../state/self.ts';
import { shownThread, showThread } from '../state/shown-thread.ts';
import {
  hasBeginning,
  isLooking,
  isMore,
  lookForThread,
  lookFurther,
  thread,
  threadRefusal,
} from '../state/thread.ts';
import { Dialog } from '../ui/dialog.tsx';
import { PlaceMark, Refusal } from '../ui/marks.tsx';
import { sayTimeNear } from '../ui/words/instant.ts';
import { Said } from './said.tsx';
import './thread.css';

export function Thread() {
  const of = shownThread.value;
  useEffect(() => {
    if (of) void lookForThread(of);
  }, [of]);
  const close = () => showThread(undefined);
  return (
    <Dialog title="Thread" onClose={close}>
      <div class="thread" role="status">
        <Beginning />
      </div>
      <ol class="thread">
        {thread.value.map((event) => (
          <Part key={keyOf(event)} event={event} onReply={close} />
        ))}
      </ol>
    </Dialog>
  );
}

function Beginning() {
  if (isLooking.value) return <p class="hint">Looking through what came before</p>;
  return (
    <>
      <Refusal why={threadRefusal.value} />
      {hasBeginning.value === false && (
        <p class="hint">Its first message has not reached this place yet, or is kept no longer.</p>
      )}
      {isMore.value && (
        <button type="button" class="button" onClick={() => void lookFurther()}>
          Look further back
        </button>
      )}
    </>
  );
}

function Part({ event, onReply }: { event: ArrivedEvent; onReply: () => void }) {
  const { author, id, origin, sentAt, arrivesAt, body } = event;
  if (body.kind !== 'say') return null;
  const isOwn = author === self.value?.id;
  const face = faces.value.get(author);
  const name = isOwn ? 'You' : (face?.name ?? 'Somebody');
  const place = placeOf(origin);
  const now = simNow();
  const reply = () => {
    setReplyingTo({ author, id });
    onReply();
    document.querySelector<HTMLTextAreaElement>('#composer')?.focus();
  };
  return (
    <li>
      <p class="thread-head">
        <span class="who hued" style={{ '--hue': face?.hue ?? 0 }}>
          {name}
        </span>
        <PlaceMark name={place.name} hue={place.hue} />
        <button type="button" class="text-button" aria-label={`Reply to ${name}`} onClick={reply}>
          Reply
        </button>
      </p>
      <Said text={body.text} />
      <p class="hint">
        left {sayTimeNear(sentAt, now)}
        {arrivesAt !== sentAt && ` · arrived ${sayTimeNear(arrivesAt, now)}`}
      </p>
    </li>
  );
}
