// Who was typing when the light that is here now left them, and telling others that I am.
import { signal } from '@preact/signals';
import type { NoticeOf } from '../../shared/wire/protocol.ts';
import { ask } from '../wire.ts';
import { myPlace, self } from './self.ts';

const TELL_EVERY_MS = 3_000;
const SHOWN_MS = 5_000;
const SHOWN_MAX = 5;

export interface Typist {
  readonly member: string;
  readonly origin: string;
}

const seen = signal<readonly Typist[]>([]);
const timers = new Map<string, ReturnType<typeof setTimeout>>();
let toldAt = Number.NEGATIVE_INFINITY;

/** Those whose typing has been seen in the last seconds, newest last. */
export const typists = seen as { readonly value: readonly Typist[] };

export function hearTyping({ place, member, origin }: NoticeOf<'chat:typed'>): void {
  if (place !== myPlace.peek() || member === self.peek()?.id) return;
  const others = seen.peek().filter((one) => one.member !== member);
  seen.value = [...others, { member, origin }].slice(-SHOWN_MAX);
  clearTimeout(timers.get(member));
  timers.set(
    member,
    setTimeout(() => forgetTyping(member), SHOWN_MS),
  );
}

/** Their message is here: they are not typing it any more. */
export function forgetTyping(member: string): void {
  clearTimeout(timers.get(member));
  timers.delete(member);
  if (seen.peek().some((one) => one.member === member))
    seen.value = seen.peek().filter((one) => one.member !== member);
}

/** Tells that I am typing, at most every few seconds. A hint: nothing is lost if it is. */
export function tellTyping(): void {
  const now = performance.now();
  if (now - toldAt < TELL_EVERY_MS) return;
  toldAt = now;
  void ask('chat:typing', {});
}

/** What I typed is sent: the next letter is news again. */
export function resetTyping(): void {
  toldAt = Number.NEGATIVE_INFINITY;
}
