// What came of the last blocking call of this tab, for the words on the page.
import { signal } from '@preact/signals';
import type { Unanswered } from '../../shared/wire/answer.ts';
import type { Outcome } from '../../shared/wire/refusal.ts';
import { beginActivity } from './activity.ts';

export interface Wait {
  readonly what: 'say' | 'listen';
  readonly released: 'ack' | 'receipt' | 'arrival' | 'capped' | 'refused' | 'unanswered';
  readonly ms: number;
  /** With `refused` and `unanswered`: why. */
  readonly detail: string;
}

const last = signal<Wait | undefined>(undefined);

export const lastWait = last as { readonly value: Wait | undefined };
export const dismissWait = (): void => {
  last.value = undefined;
};

type Answer = Outcome<{ readonly released: 'ack' | 'receipt' | 'arrival' | 'capped' }> | Unanswered;

/** Runs a call that freezes the page and keeps what came of it. */
export function noteWait<Of extends Answer>(what: Wait['what'], call: () => Of): Of {
  const lane = what === 'say' ? 'send' : 'receive';
  const done = beginActivity({ lane, kind: 'frozen', label: what === 'say' ? 'send' : 'listen' });
  const fromMs = performance.now();
  const answer = call();
  const ms = performance.now() - fromMs;
  done();
  if (answer.ok) last.value = { what, released: answer.value.released, ms, detail: '' };
  else {
    const released = answer.reason === 'unanswered' ? 'unanswered' : 'refused';
    last.value = { what, released, ms, detail: answer.detail };
  }
  return answer;
}
