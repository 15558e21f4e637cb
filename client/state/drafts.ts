// What is typed but not sent, kept per identity over reloads.
import { signal } from '@preact/signals';
import type { Priority } from '../../shared/wire/event.ts';
import type { ReplyTo } from './outbox-entries.ts';
import { browserShelf } from './storage.ts';

const text = signal('');
const answering = signal<ReplyTo | undefined>(undefined);
const mark = signal<Priority | undefined>(undefined);
let key: string | undefined;
let lastSaid = '';

export const draft = text as { readonly value: string; peek(): string };
/** The message that the draft answers. */
export const replyingTo = answering as {
  readonly value: ReplyTo | undefined;
  peek(): ReplyTo | undefined;
};

/** What the draft will be marked as. */
export const priority = mark as {
  readonly value: Priority | undefined;
  peek(): Priority | undefined;
};
export const setPriority = (next: Priority | undefined): void => {
  mark.value = next;
};

/** Opens the draft of an identity; what was typed before that is kept in front. */
export function openDraft(slot: string): void {
  key = `draft:${slot}`;
  const stored = browserShelf.get(key);
  if (text.peek() === '' && typeof stored === 'string') text.value = stored;
}

export function setDraft(next: string): void {
  text.value = next;
  if (key === undefined) return;
  if (next === '') browserShelf.remove(key);
  else browserShelf.set(key, next);
}

export function setReplyingTo(next: ReplyTo | undefined): void {
  answering.value = next;
}

/** The draft has been said. */
export function clearDraft(): void {
  lastSaid = text.peek();
  setDraft('');
  answering.value = undefined;
  mark.value = undefined;
}

/** Brings the last message back into an empty composer. Whether there was one. */
export function recallLast(): boolean {
  if (text.peek() !== '' || lastSaid === '') return false;
  setDraft(lastSaid);
  return true;
}
