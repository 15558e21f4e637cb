// Looking for words in what has arrived at my place. The server looks: the tab has but the last pages.
import { signal } from '@preact/signals';
import type { ArrivedEvent, Priority, WireCursor } from '../../shared/wire/event.ts';
import { ask } from '../wire.ts';

export interface Findings {
  readonly words: string;
  /** Or above. */
  readonly priority: Priority | undefined;
  /** Newest first. */
  readonly events: readonly ArrivedEvent[];
  /** Where to go on; null: that was all. */
  readonly older: WireCursor | null;
}

const found = signal<Findings | undefined>(undefined);
const looking = signal(false);
const refusal = signal<string | undefined>(undefined);

export const findings = found as { readonly value: Findings | undefined };
export const isLooking = looking as { readonly value: boolean };
export const searchRefusal = refusal as { readonly value: string | undefined };

/** Looks for messages with all of these words, of a priority. What was found before is gone. */
export async function look(words: string, priority: Priority | undefined): Promise<void> {
  found.value = undefined;
  await lookOn({ words, priority, events: [], older: null });
}

/** Looks further back. */
export async function lookFurther(): Promise<void> {
  const soFar = found.peek();
  if (soFar?.older) await lookOn(soFar);
}

async function lookOn({ words, priority, events, older }: Findings): Promise<void> {
  if (looking.peek()) return;
  looking.value = true;
  const answer = await ask('chat:search', {
    ...(words !== '' && { words }),
    ...(priority && { priority }),
    before: older,
  });
  looking.value = false;
  refusal.value = answer.ok ? undefined : answer.detail;
  if (!answer.ok) return;
  const { events: more, older: next } = answer.value;
  found.value = { words, priority, events: [...events, ...more], older: next };
}
