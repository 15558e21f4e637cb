// A link as somebody edits it here: one's own, or, for the host, another's. What is wanted and what
// the server has confirmed are two facts, so they are two signals.
import { type ReadonlySignal, signal } from '@preact/signals';
import {
  changeLink,
  IDEAL_LINK,
  type Link,
  type LinkChange,
  type LinkDirection,
  mergeChanges,
} from '../../shared/link/parameters.ts';
import { ask } from '../wire.ts';

export type Direction = 'up' | 'down';

export interface LinkEditor {
  /** A member id, `all`, or undefined for one's own. */
  readonly whose: string | undefined;
  readonly wanted: ReadonlySignal<Link>;
  /** Of its chance; undefined until the server has told it. */
  readonly seed: ReadonlySignal<string | undefined>;
  /** Whether what is wanted is in force. */
  readonly isConfirmed: ReadonlySignal<boolean>;
  readonly refusal: ReadonlySignal<string | undefined>;
  /** Whether up and down move together. */
  readonly isBoth: ReadonlySignal<boolean>;
  /** Joining the two makes down what up is. */
  setBoth(next: boolean): void;
  /** Changes what is named, in both directions exactly as given. */
  change(change: LinkChange): void;
  /** Sets parameters of one direction, of both while they move together. */
  setDirection(direction: Direction, change: Partial<LinkDirection>): void;
  setSeed(seed: string): void;
  /** Asks for what was in force before: another connection has another link. */
  restore(change: LinkChange): Promise<void>;
  /** Takes what the server tells to be in force; `seed` may be among it. */
  take(change: LinkChange & { readonly seed?: string | undefined }): void;
}

export interface EditorOptions {
  readonly whose?: string;
  readonly start?: Link;
  /** Hears of what a person has set, before it is sent. */
  readonly onChange?: (change: LinkChange) => void;
}

/** A slider asks so often, real ms. */
const SEND_MS = 80;

export function createLinkEditor({ whose, start, onChange }: EditorOptions = {}): LinkEditor {
  const wanted = signal<Link>(start ?? IDEAL_LINK);
  const seed = signal<string | undefined>(undefined);
  const confirmed = signal(true);
  const refusal = signal<string | undefined>(undefined);
  const both = signal(isSame(wanted.peek()));
  let unsent: LinkChange & { seed?: string } = {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const change = unsent;
    unsent = {};
    const answer = await ask('link:set', { ...(whose !== undefined && { whose }), ...change });
    if (timer !== undefined) return; // Something newer is about to be asked.
    confirmed.value = answer.ok;
    if (answer.ok && answer.value) seed.value = answer.value.seed;
    refusal.value = answer.ok || answer.reason === 'unanswered' ? undefined : answer.detail;
  }

  function change(next: LinkChange): void {
    wanted.value = changeLink(wanted.peek(), next);
    unsent = mergeChanges(unsent, next);
    onChange?.(next);
    later();
  }

  function later(): void {
    confirmed.value = false;
    timer ??= setTimeout(() => void flush(), SEND_MS);
  }

  return {
    whose,
    wanted,
    seed,
    isConfirmed: confirmed,
    refusal,
    isBoth: both,
    setBoth(next) {
      both.value = next;
      if (next) change({ down: wanted.peek().up });
    },
    change(next) {
      change(next);
      both.value = isSame(wanted.peek());
    },
    setDirection(direction, some) {
      change(both.peek() ? { up: some, down: some } : { [direction]: some });
    },
    setSeed(next) {
      unsent = { ...unsent, seed: next };
      later();
    },
    async restore(change) {
      confirmed.value = false;
      wanted.value = changeLink(wanted.peek(), change);
      both.value = isSame(wanted.peek());
      unsent = mergeChanges(change, unsent);
      await flush();
    },
    take({ seed: told, ...next }) {
      wanted.value = changeLink(wanted.peek(), next);
      both.value = isSame(wanted.peek());
      if (told !== undefined) seed.value = told;
    },
  };
}

const isSame = ({ up, down }: Link): boolean => JSON.stringify(up) === JSON.stringify(down);
