// Search over what has arrived here. Loaded lazily.
import { useState } from 'preact/hooks';
import type { ArrivedEvent, Priority } from '../../shared/wire/event.ts';
import { SEARCH_MAX } from '../../shared/wire/limits.ts';
import { simNow } from '../state/clock.ts';
import { faces } from '../state/people.ts';
import { placeOf } from '../state/places.ts';
import { findings, isLooking, look, lookFurther, searchRefusal } from '../state/search.ts';
import { self } from '../state/self.ts';
import { Refusal } from '../ui/marks.tsx';
import { sayTimeNear } from '../ui/words/instant.ts';
import './search.css';

export function Search() {
  const [words, setWords] = useState('');
  const [priority, setPriority] = useState<Priority | undefined>(undefined);
  const isEmpty = words.trim() === '' && priority === undefined;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isEmpty) void look(words.trim(), priority);
  };
  return (
    <search class="search">
      <form onSubmit={submit}>
        <label class="field">
          <span>Words that were said</span>
          <input
            class="input"
            type="search"
            name="words"
            value={words}
            maxLength={SEARCH_MAX}
            onInput={({ currentTarget }) => setWords(currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>Priority</span>
          <select
            class="input"
            value={priority ?? ''}
            onChange={({ currentTarget }) =>
              setPriority((currentTarget.value || undefined) as Priority | undefined)
            }
          >
            <option value="">Any</option>
            <option value="priority">Priority, urgent</option>
            <option value="urgent">Urgent</option>
          </select>
        </label>
        <button type="submit" class="button" disabled={isLooking.value || isEmpty}>
          Search
        </button>
      </form>
      <p class="hint">
        Looks through all that has arrived here. What is still on its way to you is not found.
      </p>
      <Refusal why={searchRefusal.value} />
      <Found />
    </search>
  );
}

function Found() {
  const { value } = findings;
  if (!value) return null;
  const { events, older } = value;
  return (
    <>
      <p role="status">{sayCount(events.length, older !== null)}</p>
      <ol class="findings">
        {events.map((event) => (
          <Finding key={`${event.author} ${event.id}`} event={event} />
        ))}
      </ol>
      {older && (
        <button
          type="button"
          class="button"
          disabled={isLooking.value}
          onClick={() => void lookFurther()}
        >
          Look further back
        </button>
      )}
    </>
  );
}

function sayCount(count: number, isMore: boolean): string {
  if (count === 0) return isMore ? 'Nothing so far.' : 'Nothing here has these words.';
  return `${count} ${count === 1 ? 'message' : 'messages'}${isMore ? ' so far' : ''}`;
}

function Finding({ event }: { event: ArrivedEvent }) {
  const { author, origin, sentAt, arrivesAt, body } = event;
  if (body.kind !== 'say') return null;
  const name = author === self.value?.id ? 'You' : (faces.value.get(author)?.name ?? 'Somebody');
  const now = simNow();
  const isHere = sentAt === arrivesAt;
  return (
    <li>
      <p class="hint">
        <b>{name}</b> {body.priority && `(${body.priority}) `}
        {placeOf(origin).name}, left {sayTimeNear(sentAt, now)}
        {!isHere && `, arrived ${sayTimeNear(arrivesAt, now)}`} UTC
      </p>
      <p class="said">{body.text}</p>
    </li>
  );
}
