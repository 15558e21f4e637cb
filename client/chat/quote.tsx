// The message that another one answers, in one line, with the ways to it and to its thread. Loaded lazily.
import { answered } from '../state/answered.ts';
import { keyOf } from '../state/chunks.ts';
import { replyingTo, setReplyingTo } from '../state/drafts.ts';
import { findRow } from '../state/find-row.ts';
import type { ReplyTo } from '../state/outbox-entries.ts';
import { faces } from '../state/people.ts';
import { self } from '../state/self.ts';
import { showThread } from '../state/shown-thread.ts';
import { chunks } from '../state/view.ts';
import { Icon } from '../ui/icons.tsx';
import { elementOf } from './scroll-anchor.ts';
import './quote.css';

const SHOWN = 120;
/** Looks at the list, one frame each, until rows that were far away stand again. */
const LOOKS_MAX = 20;

export function Quote({ of }: { of: ReplyTo }) {
  const what = answered(of);
  if (typeof what === 'string') {
    return (
      <blockquote class="quote">
        {what === 'away' && 'answers a message that has not reached this place yet'}
        {what === 'gone' && 'answers a message that is kept no longer'}
      </blockquote>
    );
  }
  return (
    <blockquote class="quote">
      <button
        type="button"
        title="Go to it"
        onClick={() => (findRow(of) ? goToRow(keyOf(of)) : showThread(of))}
      >
        <QuoteWords of={of} />
      </button>
      <button type="button" class="text-button" onClick={() => showThread(of)}>
        Thread
      </button>
    </blockquote>
  );
}

/** What is being answered, above the field where one types. */
export function ReplyLine() {
  const of = replyingTo.value;
  if (of === undefined) return null;
  return (
    <div class="replying">
      <Icon name="reply" />
      <QuoteWords of={of} />
      <button type="button" class="text-button" onClick={() => showThread(of)}>
        Thread
      </button>
      <button
        type="button"
        class="button is-plain is-icon"
        aria-label="Do not reply to it"
        onClick={() => setReplyingTo(undefined)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Author and beginning of a message that has arrived here. */
function QuoteWords({ of }: { of: ReplyTo }) {
  const event = answered(of);
  if (typeof event === 'string' || event.body.kind !== 'say') return <span />;
  const isOwn = of.author === self.value?.id;
  const name = isOwn ? 'You' : (faces.value.get(of.author)?.name ?? 'Somebody');
  const { text } = event.body;
  return (
    <span>
      <b>{name}</b> {text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}
    </span>
  );
}

/** Brings a row into sight, and the focus to it. Its chunk may be a spacer until it is near. */
function goToRow(key: string, looks = 0): void {
  const row = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (row) {
    row.scrollIntoView({ block: 'center' });
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    return;
  }
  const chunk = chunks.peek().find(({ rows }) => rows.some((one) => one.key === key));
  elementOf(chunk)?.scrollIntoView({ block: 'center' });
  if (looks < LOOKS_MAX) requestAnimationFrame(() => goToRow(key, looks + 1));
}
