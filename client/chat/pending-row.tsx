// A message that the log has not taken yet: on its way over the link, kept for later, or refused.

import { sayCountdown } from '../../shared/time/format.ts';
import { connection } from '../state/connection.ts';
import { remove, retry } from '../state/outbox.ts';
import type { OutboxEntry } from '../state/outbox-entries.ts';
import { placeOf } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { Icon } from '../ui/icons.tsx';
import { Live } from '../ui/live.tsx';
import { PlaceMark } from '../ui/marks.tsx';
import { PriorityMark } from './lazy-priority.ts';
import { Quote } from './lazy-quote.ts';
import { Said } from './said.tsx';

export function PendingRow({ entry }: { entry: OutboxEntry }) {
  const place = placeOf(myPlace.value);
  return (
    <article class="message is-own is-pending hued" style={{ '--hue': place.hue }}>
      <header>
        <span class="who">You</span>
        <PlaceMark name={place.name} hue={place.hue} />
        {entry.priority && <PriorityMark priority={entry.priority} />}
      </header>
      {entry.replyTo && <Quote of={entry.replyTo} />}
      <Said text={entry.text} />
      {entry.state === 'failed' ? <Failed entry={entry} /> : <Sending entry={entry} />}
    </article>
  );
}

function Sending({ entry }: { entry: OutboxEntry }) {
  const isOnline = connection.value.kind === 'online';
  const { againAt } = entry;
  if (isOnline && againAt !== undefined) {
    return (
      <p class="fate">
        <span class="stage">
          <Icon name="clock" />
          <span>
            no answer; sent again in{' '}
            <Live words={() => sayCountdown(againAt - performance.now())} />
          </span>
        </span>
      </p>
    );
  }
  return (
    <p class="fate">
      <span class="stage">
        <Icon name={isOnline ? 'up' : 'clock'} />
        {!isOnline
          ? 'kept here, goes out when the connection is back'
          : entry.state === 'asked'
            ? 'sending over your link, not accepted yet'
            : 'waiting for its turn'}
      </span>
    </p>
  );
}

function Failed({ entry }: { entry: OutboxEntry }) {
  return (
    <p class="fate">
      <span class="stage is-failed">
        <Icon name="cross" />
        <span>not sent: {entry.why}</span>
      </span>{' '}
      <button type="button" class="text-button" onClick={() => retry(entry.id)}>
        Try again
      </button>{' '}
      <button type="button" class="text-button" onClick={() => remove(entry.id)}>
        Delete
      </button>
    </p>
  );
}
