// How this tab waits: sending and receiving, blocking or not. Kept for this tab only.
import { signal } from '@preact/signals';
import { tabShelf } from './storage.ts';

export type Mode = 'blocking' | 'non-blocking';
/** What a blocking send waits for: the log's acknowledgement, or the first receipt of a far place. */
export type Until = 'ack' | 'receipt';

const send = signal<Mode>(tabShelf.get('send') === 'blocking' ? 'blocking' : 'non-blocking');
const receive = signal<Mode>(tabShelf.get('receive') === 'blocking' ? 'blocking' : 'non-blocking');
const until = signal<Until>(tabShelf.get('until') === 'receipt' ? 'receipt' : 'ack');

export const sendMode = send as { readonly value: Mode; peek(): Mode };
export const receiveMode = receive as { readonly value: Mode; peek(): Mode };
export const waitsUntil = until as { readonly value: Until; peek(): Until };

export function setSendMode(next: Mode): void {
  send.value = next;
  tabShelf.set('send', next);
}

export function setReceiveMode(next: Mode): void {
  receive.value = next;
  tabShelf.set('receive', next);
}

export function setWaitsUntil(next: Until): void {
  until.value = next;
  tabShelf.set('until', next);
}
