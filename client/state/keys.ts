// The members of this room that come by a key, as the host sees them.
import { signal } from '@preact/signals';
import type { Seat } from '../../shared/wire/console.ts';
import type { AskOf } from '../../shared/wire/protocol.ts';
import { ask } from '../wire.ts';
import { room } from './self.ts';

const all = signal<readonly Seat[]>([]);
const fresh = signal<{ readonly member: string; readonly link: string } | undefined>(undefined);
const refusal = signal<string | undefined>(undefined);

export const seats = all as { readonly value: readonly Seat[] };
/** The link of the key that was made last: it cannot be shown again. */
export const freshKey = fresh as {
  readonly value: { readonly member: string; readonly link: string } | undefined;
};
export const keysRefusal = refusal as { readonly value: string | undefined };

export async function loadKeys(): Promise<void> {
  const answer = await ask('console:keys', {});
  if (answer.ok) all.value = answer.value.seats;
  else refusal.value = answer.detail;
}

/** A key for somebody new, or another one for a member. */
export async function makeKey(who: AskOf<'console:key'>): Promise<void> {
  const answer = await ask('console:key', who);
  refusal.value = answer.ok ? undefined : answer.detail;
  if (!answer.ok) return;
  const { member, key } = answer.value;
  fresh.value = { member, link: `${location.origin}/r/${room.peek()?.id}#key=${key}` };
  await loadKeys();
}

export async function revokeKey(member: string): Promise<void> {
  const answer = await ask('console:revoke', { member });
  refusal.value = answer.ok ? undefined : answer.detail;
  if (answer.ok && fresh.peek()?.member === member) fresh.value = undefined;
  await loadKeys();
}
