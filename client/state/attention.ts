// Whether a person can see what arrives: is the tab shown, is the list drawn and at its end. From this follow
// the unread line, the "N new" pill, the title of the tab, and the receipts that go out.
import { computed, effect, signal } from '@preact/signals';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import { keyOf } from './chunks.ts';
import { oweReceipt } from './receipts.ts';
import { room } from './self.ts';

const shown = signal(!document.hidden);
const atEnd = signal(true);
const drawn = signal(false);
const unread = signal(0);
const missed = signal(0);
const firstUnread = signal<string | undefined>(undefined);

/** The list is at its end: new rows scroll into sight by themselves. */
export const isAtEnd = atEnd as { readonly value: boolean; peek(): boolean };
/** Messages that have arrived out of sight. */
export const unreadCount = unread as { readonly value: number };
/** Of those, how many may still stand above what is in sight, after the list came to its end. */
export const missedCount = missed as { readonly value: number };
/** Key of the row above which the line "new since you looked" stands. */
export const unreadLine = firstUnread as { readonly value: string | undefined };

const canSee = computed(() => shown.value && atEnd.value && drawn.value);
let unseen: ArrivedEvent[] = [];

/** Tells of messages by others that have been put into the list. */
export function noteArrivals(
  events: readonly ArrivedEvent[],
  { isLive }: { isLive: boolean },
): void {
  if (events.length === 0) return;
  if (canSee.peek()) {
    for (const event of events) oweReceipt(event);
    return;
  }
  unseen.push(...events);
  if (!isLive) return;
  const [first] = events;
  if (unread.peek() === 0 && first) firstUnread.value = keyOf(first);
  unread.value += events.length;
}

/** Another view takes the place of this one: what was not seen in it cannot be receipted from here. */
export function forgetUnseen(): void {
  unseen = [];
  clearUnreadLine();
}

/** The list draws rows from now on: its part of the page has come. */
export function setDrawn(): void {
  drawn.value = true;
}

/** The list tells where it is scrolled to. */
export function setAtEnd(next: boolean): void {
  atEnd.value = next;
}

/** The person has said something: what was new is read. */
export function clearUnreadLine(): void {
  firstUnread.value = undefined;
  unread.value = 0;
  missed.value = 0;
}

/** The line has come into sight: nothing is missed. */
export function seeUnreadLine(): void {
  missed.value = 0;
}

document.addEventListener('visibilitychange', () => {
  shown.value = !document.hidden;
});

effect(() => {
  if (!canSee.value) return;
  for (const event of unseen) oweReceipt(event);
  unseen = [];
  missed.value = unread.peek();
  unread.value = 0;
});

effect(() => {
  const title = room.value?.title;
  const count = unread.value > 0 ? `(${unread.value}) ` : '';
  document.title = title ? `${count}${title} - Lightlag` : 'Lightlag';
});
