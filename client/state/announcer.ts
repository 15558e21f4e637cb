// What a screen reader is told, by the one polite live region of the page: arrivals, tersely and in
// batches, and what has become of the connection.
import { signal } from '@preact/signals';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import { faces } from './people.ts';

const BATCH_MS = 700;
const TEXT_SHOWN = 100;

const words = signal('');
let waiting: ArrivedEvent[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export const announcement = words as { readonly value: string };

/** Says a sentence now. */
export function say(sentence: string): void {
  words.value = sentence;
}

/** Tells of messages that have arrived, batched. */
export function announce(arrived: readonly ArrivedEvent[]): void {
  // What is urgent is told at once, elsewhere.
  waiting.push(...arrived.filter(({ body }) => body.kind !== 'say' || body.priority !== 'urgent'));
  if (waiting.length === 0) return;
  if (timer === undefined) timer = setTimeout(tell, BATCH_MS);
}

function tell(): void {
  const batch = waiting;
  waiting = [];
  timer = undefined;
  const [only] = batch;
  if (batch.length > 1) {
    say(`${batch.length} new messages`);
  } else if (only?.body.kind === 'say') {
    const name = faces.peek().get(only.author)?.name ?? 'Somebody';
    say(`${name}: ${only.body.text.slice(0, TEXT_SHOWN)}`);
  }
}
