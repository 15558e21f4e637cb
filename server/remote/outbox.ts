// What has been said and is not known to be in the log: goes out in order, no faster than a member may
// speak, and again with the same id until an answer comes. Times are real ms of one clock.

import type { Answer } from '../../shared/wire/answer.ts';
import { SAY_PER_SECOND } from '../../shared/wire/limits.ts';
import type { AskOf } from '../../shared/wire/protocol.ts';

export type Message = AskOf<'chat:say'>;

export interface Outbox {
  /** Oldest first. */
  readonly messages: readonly Message[];
  add(message: Message): void;
  /** What to ask at `now`, in order; it counts as asked then. */
  take(now: number): Message[];
  /** When there may be something to ask again; Infinity when all is settled. */
  nextAt(now: number): number;
  /** An answer at `now`. `again`: it stays; `failed`: refused for good, and gone. */
  settle(id: string, answer: Answer<'chat:say'>, now: number): 'taken' | 'again' | 'failed';
  /** It has been seen in the view: whatever becomes of its answer, the log has it. */
  forget(id: string): void;
  /** The connection is lost: nothing that was asked will be answered. */
  lose(): void;
}

/** Real ms after which a message without an answer is asked again. */
const AGAIN_MS = 30_000;
const UNAVAILABLE_MS = 3_000;
const BUSY_MS = 1_000;

export function createOutbox(kept: readonly Message[] = []): Outbox {
  let entries: { readonly message: Message; askedAt: number }[] = [];
  /** When the last SAY_PER_SECOND asks went out. */
  let paces: number[] = [];
  let heldUntil = -Infinity;
  const add = (message: Message): void => void entries.push({ message, askedAt: -Infinity });
  kept.forEach(add);

  const readyAt = (): number => {
    const pacedAt = paces.length < SAY_PER_SECOND ? -Infinity : (paces[0] as number) + 1000;
    return Math.max(heldUntil, pacedAt);
  };

  return {
    get messages() {
      return entries.map(({ message }) => message);
    },
    add,
    take(now) {
      const taken: Message[] = [];
      for (const entry of entries) {
        if (now < readyAt()) break;
        if (now < entry.askedAt + AGAIN_MS) continue;
        entry.askedAt = now;
        paces = [...paces, now].slice(-SAY_PER_SECOND);
        taken.push(entry.message);
      }
      return taken;
    },
    nextAt(now) {
      const due = entries.map(({ askedAt }) => askedAt + AGAIN_MS);
      return due.length === 0 ? Infinity : Math.max(now, readyAt(), Math.min(...due));
    },
    settle(id, answer, now) {
      const index = entries.findIndex(({ message }) => message.id === id);
      const waitMs = answer.ok ? undefined : waitAfter(answer);
      if (waitMs === undefined) {
        entries = entries.filter(({ message }) => message.id !== id);
        return answer.ok ? 'taken' : 'failed';
      }
      // From the refused one on, so that nothing overtakes it.
      for (const entry of entries.slice(Math.max(0, index))) entry.askedAt = -Infinity;
      heldUntil = now + waitMs;
      return 'again';
    },
    forget(id) {
      entries = entries.filter(({ message }) => message.id !== id);
    },
    lose() {
      for (const entry of entries) entry.askedAt = -Infinity;
    },
  };
}

/** Real ms after which the same ask may succeed; undefined: it will not. */
function waitAfter(answer: Exclude<Answer<'chat:say'>, { ok: true }>): number | undefined {
  switch (answer.reason) {
    case 'busy':
      return answer.retryAfterMs ?? BUSY_MS;
    case 'unavailable':
      return UNAVAILABLE_MS;
    case 'unanswered':
      return 0;
    default:
      return undefined;
  }
}
