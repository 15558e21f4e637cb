// My messages that the log has taken, and the receipts that have come back to my place.
import { signal } from '@preact/signals';
import type { Arrivals } from '../../shared/wire/chat.ts';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import { foldReceipt, type OwnMessage, type Receipts } from './own-messages.ts';
import { self } from './self.ts';

const byId = signal<ReadonlyMap<string, OwnMessage>>(new Map());
const back = signal<Receipts>(new Map());

/** By event id. */
export const ownById = byId as {
  readonly value: ReadonlyMap<string, OwnMessage>;
  peek(): ReadonlyMap<string, OwnMessage>;
};
export const receipts = back as { readonly value: Receipts; peek(): Receipts };

let ordered: readonly OwnMessage[] = [];

/** Oldest first. */
export const ownMessages = (): readonly OwnMessage[] => ordered;

/** Adds messages; those known already stay as they are. */
export function addOwn(messages: readonly OwnMessage[]): void {
  const fresh = messages.filter(({ id }) => !byId.peek().has(id));
  if (fresh.length === 0) return;
  const next = new Map(byId.peek());
  for (const message of fresh) next.set(message.id, message);
  ordered = [...ordered, ...fresh].sort((a, b) => a.sentAt - b.sentAt);
  byId.value = next;
}

/** Takes the arrivals that a page tells of my own messages among its events. */
export function addOwnOfPage(
  events: readonly ArrivedEvent[],
  arrivals: Readonly<Record<string, Arrivals>>,
): void {
  const me = self.peek()?.id;
  addOwn(
    events.flatMap(({ id, author, origin, sentAt }) => {
      const found = author === me && Object.hasOwn(arrivals, id) ? arrivals[id] : undefined;
      return found ? [{ id, origin, sentAt, arrivals: found }] : [];
    }),
  );
}

/** Takes the receipts among `events`. */
export function hearOfReceipts(events: readonly ArrivedEvent[]): void {
  back.value = events.reduce(foldReceipt, back.peek());
}

/** A fresh view has its own receipts. */
export function forgetReceipts(): void {
  back.value = new Map();
}
