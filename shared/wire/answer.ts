// What a client has of an ask: the server's answer, or none.
import type { AnswerOf, AskName } from './protocol.ts';
import type { Outcome } from './refusal.ts';

/** No answer came: there was no connection, it was lost, or time ran out. It may have been done. */
export interface Unanswered {
  readonly ok: false;
  readonly reason: 'unanswered';
  readonly detail: string;
}

export type Answer<Name extends AskName> = Outcome<AnswerOf<Name>> | Unanswered;

export const unanswered = (detail: string): Unanswered => ({
  ok: false,
  reason: 'unanswered',
  detail,
});

/** Real ms. A data ask passes the link twice, up to 60 s + 60 s of jitter each way. */
export const DATA_TIMEOUT_MS = 300_000;
export const CONTROL_TIMEOUT_MS = 15_000;
