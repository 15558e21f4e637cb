// The message that another one answers, in one line.
import { findRow } from '../state/find-row.ts';
import type { ReplyTo } from '../state/outbox-entries.ts';
import { faces } from '../state/people.ts';
import { self } from '../state/self.ts';

const SHOWN = 120;

export function Quote({ of }: { of: ReplyTo }) {
  return (
    <blockquote class="quote">
      <QuoteWords of={of} />
    </blockquote>
  );
}

/** Author and beginning of a message, if it has arrived here. */
export function QuoteWords({ of }: { of: ReplyTo }) {
  const row = findRow(of);
  if (row?.event.body.kind !== 'say') return <span>a message that is not here</span>;
  const isOwn = of.author === self.value?.id;
  const name = isOwn ? 'You' : (faces.value.get(of.author)?.name ?? 'Somebody');
  const { text } = row.event.body;
  return (
    <span>
      <b>{name}</b> {text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}
    </span>
  );
}
