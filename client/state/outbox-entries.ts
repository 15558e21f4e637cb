// What has been typed and sent but not yet taken by the log: survives reloads, goes out in order and
// again with the same id until an answer comes. Pure; the driver is outbox.ts.

import type { Unanswered } from '../../shared/wire/answer.ts';
import type { Priority } from '../../shared/wire/event.ts';
import type { Outcome } from '../../shared/wire/refusal.ts';

export interface ReplyTo {
  readonly author: string;
  readonly id: string;
}

export interface OutboxEntry {
  readonly id: string;
  readonly text: string;
  readonly replyTo?: ReplyTo;
  readonly priority?: Priority;
  /**
   * waiting: goes out as soon as it can; asked: on its way over the link, not yet answered;
   * unanswered: the link has lost the message or its answer, it goes out again at `againAt`;
   * failed: refused for good, `why` says so; a person retries or deletes it.
   */
  readonly state: 'waiting' | 'asked' | 'unanswered' | 'failed';
  readonly why?: string;
  /** By performance.now(). */
  readonly againAt?: number;
}

/** Oldest first. */
export type Outbox = readonly OutboxEntry[];

export const addEntry = (outbox: Outbox, entry: Omit<OutboxEntry, 'state'>): Outbox => [
  ...outbox,
  { ...entry, state: 'waiting' },
];

export const removeEntry = (outbox: Outbox, id: string): Outbox =>
  outbox.filter((entry) => entry.id !== id);

/**
 * What is to be shown as not yet sent. An entry whose event is in the view already (its answer is
 * still on the way, or was lost) stays in the outbox until it is answered, but is no row of its own.
 */
export const entriesToShow = (outbox: Outbox, isInView: (id: string) => boolean): Outbox =>
  outbox.filter(({ id }) => !isInView(id));

/** What to ask now, oldest first. */
export const entriesToAsk = (outbox: Outbox): Outbox =>
  outbox.filter(({ state }) => state === 'waiting');

export const markAsked = (outbox: Outbox, id: string): Outbox =>
  change(outbox, id, ({ why: _, ...entry }) => ({ ...entry, state: 'asked' }));

/** The connection is gone: what was asked may or may not have been taken, so it is asked again. */
export const markAllUnanswered = (outbox: Outbox): Outbox =>
  outbox.map(({ againAt: _, ...entry }) =>
    entry.state === 'asked' || entry.state === 'unanswered'
      ? { ...entry, state: 'waiting' }
      : entry,
  );

/** No answer came over a connection that stands: it is asked again at `againAt`. */
export const markUnanswered = (outbox: Outbox, id: string, againAt: number): Outbox =>
  change(outbox, id, (entry) =>
    entry.state === 'asked' ? { ...entry, state: 'unanswered', againAt } : entry,
  );

/** A failed one is to be tried again, with the same id. */
export const markWaiting = (outbox: Outbox, id: string): Outbox =>
  change(outbox, id, ({ why: _, againAt: __, ...entry }) => ({ ...entry, state: 'waiting' }));

/** What an answer does to an entry, and how long to wait before the next try, real ms. */
export function applyAnswer(
  outbox: Outbox,
  id: string,
  answer: Outcome<unknown> | Unanswered,
): { readonly outbox: Outbox; readonly retryAfterMs: number | undefined } {
  if (answer.ok) return { outbox: removeEntry(outbox, id), retryAfterMs: undefined };
  const retryAfterMs = waitAfter(answer);
  if (retryAfterMs !== undefined) return { outbox: markWaiting(outbox, id), retryAfterMs };
  const failed = change(outbox, id, (entry) => ({ ...entry, state: 'failed', why: answer.detail }));
  return { outbox: failed, retryAfterMs };
}

/** What storage held, as far as it has the form of an outbox. Nothing in it is on its way. */
export function readOutbox(stored: unknown): Outbox {
  if (!Array.isArray(stored)) return [];
  const entries = stored.filter(
    (one): one is OutboxEntry => typeof one?.id === 'string' && typeof one.text === 'string',
  );
  return markAllUnanswered(entries);
}

/** Real ms after which what got no answer is sent again. */
export const UNANSWERED_RETRY_MS = 3_000;
const UNAVAILABLE_RETRY_MS = 3_000;
const BUSY_RETRY_MS = 1_000;

/** Real ms after which the same ask may succeed; undefined: it will not. */
function waitAfter(answer: Exclude<Outcome<unknown> | Unanswered, { ok: true }>) {
  switch (answer.reason) {
    case 'busy':
      return answer.retryAfterMs ?? BUSY_RETRY_MS;
    case 'unavailable':
    case 'unanswered':
      return UNAVAILABLE_RETRY_MS;
    default:
      return undefined;
  }
}

const change = (outbox: Outbox, id: string, edit: (entry: OutboxEntry) => OutboxEntry): Outbox =>
  outbox.map((entry) => (entry.id === id ? edit(entry) : entry));
