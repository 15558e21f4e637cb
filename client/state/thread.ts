// The messages of one thread that have arrived at my place: those that the server finds in what came
// before, and those that arrive while one looks.
import { computed, signal } from '@preact/signals';
import type { ArrivedEvent, EventKey, WireCursor } from '../../shared/wire/event.ts';
import { ask } from '../wire.ts';
import { keyOf } from './chunks.ts';
import { chunks } from './view.ts';

interface Found {
  readonly of: EventKey;
  readonly events: readonly ArrivedEvent[];
  /** Where to go on; null: that was all. */
  readonly older: WireCursor | null;
}

const found = signal<Found | undefined>(undefined);
const looking = signal(false);
const refusal = signal<string | undefined>(undefined);

export const isLooking = looking as { readonly value: boolean };
export const threadRefusal = refusal as { readonly value: string | undefined };

/** Asks of one look: after so many thousand events a person decides whether to go on. */
const ASKS_MAX = 10;

/** In order of arrival. */
export const thread = computed<readonly ArrivedEvent[]>(() => {
  const now = found.value;
  if (!now) return [];
  const byKey = new Map(now.events.map((event) => [keyOf(event), event]));
  const parts = new Set([keyOf(now.of), ...byKey.keys()]);
  const first = firstOf(now);
  if (first !== undefined) parts.add(first);
  for (const { rows } of chunks.value) {
    for (const { key, event } of rows) {
      const { body } = event;
      if (body.kind !== 'say') continue;
      const answers = [body.thread, body.replyTo].filter((one) => one !== undefined);
      if (!parts.has(key) && !answers.some((one) => parts.has(keyOf(one)))) continue;
      parts.add(key);
      byKey.set(key, event);
    }
  }
  return [...byKey.values()].sort((a, b) => a.arrivesAt - b.arrivesAt);
});

/** Whether its first message has arrived; undefined while that is not known. */
export const hasBeginning = computed<boolean | undefined>(() => {
  if (thread.value.some(({ body }) => body.kind === 'say' && !body.replyTo)) return true;
  return found.value?.older === null && !looking.value ? false : undefined;
});

/** Whether one may look further back. */
export const isMore = computed(() => hasBeginning.value === undefined && !looking.value);

/** Looks for the thread of a message that has arrived here. */
export async function lookForThread(of: EventKey): Promise<void> {
  found.value = { of, events: [], older: null };
  await lookFurther();
}

/** Looks further back, until its first message is found. */
export async function lookFurther(): Promise<void> {
  if (looking.peek()) return;
  looking.value = true;
  refusal.value = undefined;
  for (let asks = 0; asks < ASKS_MAX && !hasBeginning.peek(); asks++) {
    const now = found.peek();
    if (!now) break;
    const answer = await ask('chat:search', { thread: now.of, before: now.older });
    if (now !== found.peek()) break; // Another thread is looked at.
    if (!answer.ok) {
      refusal.value = answer.detail;
      break;
    }
    const { events, older } = answer.value;
    found.value = { ...now, events: [...now.events, ...events], older };
    if (older === null) break;
  }
  looking.value = false;
}

/** The key of the first message, as the others name it. */
function firstOf({ events }: Found): string | undefined {
  for (const { body } of events) {
    if (body.kind === 'say' && body.thread) return keyOf(body.thread);
  }
  return undefined;
}
