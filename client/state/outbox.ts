// Drives the outbox: asks in order, keeps what is not answered over reloads, retries with the same id.
import { computed, signal } from '@preact/signals';
import type { Unanswered } from '../../shared/wire/answer.ts';
import type { ArrivedEvent, Priority } from '../../shared/wire/event.ts';
import type { AnswerOf } from '../../shared/wire/protocol.ts';
import type { Outcome } from '../../shared/wire/refusal.ts';
import { ask } from '../wire.ts';
import { beginActivity } from './activity.ts';
import { clearUnreadLine } from './attention.ts';
import { createId } from './ids.ts';
import { sendMode } from './modes.ts';
import {
  addEntry,
  applyAnswer,
  entriesToAsk,
  entriesToShow,
  markAllUnanswered,
  markAsked,
  markUnanswered,
  markWaiting,
  type Outbox,
  type OutboxEntry,
  type ReplyTo,
  readOutbox,
  removeEntry,
  UNANSWERED_RETRY_MS,
} from './outbox-entries.ts';
import { sayAndFreeze } from './say-blocking.ts';
import { myPlace, self } from './self.ts';
import { browserShelf } from './storage.ts';
import { chunks, isInView, showOwn } from './view.ts';

const entries = signal<Outbox>([]);
let key: string | undefined;
let isOpen = false;
let retryTimer: ReturnType<typeof setTimeout> | undefined;

/** Not known to be taken by the log, oldest first. */
export const outbox = computed<Outbox>(() => {
  const author = self.value?.id;
  // What is in the view changes with its chunks.
  if (author === undefined || chunks.value.length === 0) return entries.value;
  return entriesToShow(entries.value, (id) => isInView({ author, id }));
});

/** Opens the outbox of an identity: what an earlier visit left goes out first. */
export function openOutbox(slot: string): void {
  key = `outbox:${slot}`;
  entries.value = [...readOutbox(browserShelf.get(key)), ...entries.peek()];
}

/** Puts a message in; it goes out as soon as it can. */
export function say(text: string, replyTo?: ReplyTo, priority?: Priority): void {
  clearUnreadLine();
  const id = createId();
  const message = messageOf({ id, text, replyTo, priority });
  change(addEntry(entries.peek(), message));
  // Only here a page is frozen: what has to be asked again goes out without, and nobody overtakes it.
  const isFirst = isOpen && entriesToAsk(entries.peek()).length === 1;
  if (isFirst && sendMode.peek() === 'blocking') askFrozen({ ...message, state: 'waiting' });
  send();
}

/** A failed message is tried again. */
export function retry(id: string): void {
  change(markWaiting(entries.peek(), id));
  send();
}

/** A failed message is thrown away. */
export function remove(id: string): void {
  change(removeEntry(entries.peek(), id));
}

/** Whether what is said goes out at once. */
export const isGateOpen = (): boolean => isOpen;

/** The view is there: from now on what waits is asked. */
export function openGate(): void {
  isOpen = true;
  change(markAllUnanswered(entries.peek()));
  send();
}

/** The connection is lost: nothing goes out until the gate opens again. */
export function closeGate(): void {
  isOpen = false;
  clearTimeout(retryTimer);
  retryTimer = undefined;
  change(markAllUnanswered(entries.peek()));
}

/** Something in flight was dropped by hand: what is not answered may be it. */
export function doubtAsked(): void {
  for (const { id, state } of entries.peek()) if (state === 'asked') sendAgainLater(id);
}

/** The same message, with the same id, after a while: whoever has it already takes it once. */
function sendAgainLater(id: string): void {
  change(markUnanswered(entries.peek(), id, performance.now() + UNANSWERED_RETRY_MS));
  setTimeout(() => {
    const entry = entries.peek().find((one) => one.id === id);
    if (entry?.state === 'unanswered') retry(id);
  }, UNANSWERED_RETRY_MS);
}

function send(): void {
  if (!isOpen || retryTimer !== undefined) return;
  // All at once and in order: a connection keeps the order, and a slow link is no reason to wait.
  for (const entry of entriesToAsk(entries.peek())) {
    entries.value = markAsked(entries.peek(), entry.id);
    void askOne(entry);
  }
}

async function askOne(entry: OutboxEntry): Promise<void> {
  const { id } = entry;
  const answered = beginActivity({ lane: 'send', kind: 'waiting', label: 'await the ack' });
  const answer = await ask('chat:say', messageOf(entry));
  answered();
  if (answer.ok) showTaken(entry, answer.value);
  settle(id, answer);
}

/** Stands still until the answer is there. Without one the message goes out again, awaited. */
function askFrozen(entry: OutboxEntry): void {
  const answer = sayAndFreeze(messageOf(entry));
  if (!answer.ok) {
    if (answer.reason !== 'unanswered') settle(entry.id, answer);
  } else if (answer.value.released !== 'capped') {
    showTaken(entry, answer.value.sent);
    settle(entry.id, answer);
  }
}

interface Words {
  readonly id: string;
  readonly text: string;
  readonly replyTo?: ReplyTo | undefined;
  readonly priority?: Priority | undefined;
}

const messageOf = ({ id, ...words }: Words) => ({ id, ...wordsOf(words) });

const wordsOf = ({ text, replyTo, priority }: Omit<Words, 'id'>) => ({
  text,
  ...(replyTo && { replyTo }),
  ...(priority && { priority }),
});

/** The log has taken it: the row stands where it belongs. */
function showTaken(entry: OutboxEntry, sent: AnswerOf<'chat:say'>): void {
  const { id, origin, sentAt } = sent;
  const author = self.peek()?.id;
  const body = { kind: 'say' as const, ...wordsOf(entry) };
  const event: ArrivedEvent = {
    id,
    author: author ?? '',
    origin,
    sentAt,
    arrivesAt: sentAt,
    body,
  };
  // Sent just before a move, it is seen at the new place when its light gets there.
  if (author && origin === myPlace.peek()) showOwn(event, sent);
}

function settle(id: string, answer: Outcome<unknown> | Unanswered): void {
  if (!answer.ok && answer.reason === 'unanswered' && isOpen) {
    sendAgainLater(id);
    return;
  }
  const { outbox: next, retryAfterMs } = applyAnswer(entries.peek(), id, answer);
  change(next);
  if (retryAfterMs === undefined || !isOpen) return;
  retryTimer ??= setTimeout(() => {
    retryTimer = undefined;
    send();
  }, retryAfterMs);
}

function change(next: Outbox): void {
  entries.value = next;
  if (key === undefined) return;
  if (next.length === 0) browserShelf.remove(key);
  else browserShelf.set(key, next);
}
