// The host's console: every member as the server tells of it, and what the host decides. Undelayed.
import { signal } from '@preact/signals';
import type { LinkPreset } from '../../shared/link/presets.ts';
import type { Answer } from '../../shared/wire/answer.ts';
import type { Row } from '../../shared/wire/console.ts';
import type { AskName, AskOf } from '../../shared/wire/protocol.ts';
import { ask, hear } from '../wire.ts';
import type { Mode } from './modes.ts';

export const ALL = 'all';

const shown = signal<readonly Row[]>([]);
const chosen = signal<string>(ALL);
const refusal = signal<string | undefined>(undefined);
const done = signal<string | undefined>(undefined);

/** Everybody in the room, stations last. */
export const rows = shown as { readonly value: readonly Row[] };
/** Whom the host's orders are for: a member id, or `all`. */
export const target = chosen as { readonly value: string; peek(): string };
export const consoleRefusal = refusal as { readonly value: string | undefined };
/** What was done last, in words. */
export const lastDone = done as { readonly value: string | undefined };

export const choose = (whose: string): void => {
  chosen.value = whose;
};
export const rowOf = (member: string): Row | undefined =>
  shown.value.find((row) => row.member === member);

/** Begins to watch on this connection; false when one may not. */
export async function watch(): Promise<boolean> {
  const answer = await ask('console:watch', { on: true });
  if (answer.ok) shown.value = inOrder(answer.value.rows);
  return answer.ok;
}

/** Hears of changes, for the life of the page. */
export function hearRows(): void {
  hear('console:rows', ({ rows: changed, gone }) => {
    const next = new Map(shown.peek().map((row) => [row.member, row]));
    for (const row of changed) next.set(row.member, row);
    for (const member of gone) next.delete(member);
    shown.value = inOrder([...next.values()]);
    if (chosen.peek() !== ALL && !next.has(chosen.peek())) chosen.value = ALL;
  });
}

export const placeTarget = (place: string) =>
  act('Put there.', ask('console:place', { whose: chosen.peek(), place }));

export const setTargetModes = (modes: { send?: Mode; receive?: Mode }) =>
  act('They wait like that now.', ask('console:mode', { whose: chosen.peek(), ...modes }));

export const setTargetPreset = ({ name, up, down }: LinkPreset) =>
  act(`Their link is ${name} now.`, ask('link:set', { whose: chosen.peek(), up, down }));

export const askToFreeze = (member: string, ms: number) =>
  act('Asked. They see it in their tab.', ask('console:freeze', { member, do: 'ask', ms }));

export const freezeNow = (member: string, ms: number) =>
  act('Frozen.', ask('console:freeze', { member, do: 'freeze', ms }));

export const startStation = (what: AskOf<'console:station'>) =>
  act('One station more. It hears what is said from now on.', ask('console:station', what));

export const removeStation = (member: string) =>
  act('The station is gone.', ask('room:remove', { member }));

export const setStanding = (member: string, is: 'member' | 'muted' | 'host') =>
  act(
    is === 'muted' ? 'Muted.' : is === 'host' ? 'A host now.' : 'A member like the others now.',
    ask('console:standing', { member, is }),
  );

/** Shows somebody out; says whether newcomers from their address are refused too. */
export async function remove(member: string, ban: boolean): Promise<void> {
  const answer = await ask('room:remove', { member, ban });
  refusal.value = answer.ok ? undefined : answer.detail;
  if (!answer.ok) return;
  done.value = !ban
    ? 'Removed. The old token is good for nothing.'
    : answer.value.isBanned
      ? 'Removed, and newcomers from that address are refused.'
      : 'Removed. Others here share the address, so a newcomer from it cannot be told apart; close the door if they come back.';
}

/** A new host link; undefined when it was refused. */
export async function renewHostLink(): Promise<string | undefined> {
  const answer = await ask('room:host-link', {});
  refusal.value = answer.ok ? undefined : answer.detail;
  if (!answer.ok) return undefined;
  done.value = 'The old host link is good for nothing now, and you are the only host.';
  return answer.value.hostToken;
}

export const setCaption = (text: string) =>
  act(text === '' ? 'The caption is gone.' : 'On the stage.', ask('console:caption', { text }));

async function act(words: string, asked: Promise<Answer<AskName>>): Promise<void> {
  const answer = await asked;
  refusal.value = answer.ok ? undefined : answer.detail;
  done.value = answer.ok ? words : undefined;
}

const inOrder = (list: readonly Row[]): readonly Row[] =>
  [...list].sort((a, b) => Number(a.station) - Number(b.station) || a.name.localeCompare(b.name));
