// Blocking send: the page asks and stands still until the answer is back over its link.

import type { Unanswered } from '../../shared/wire/answer.ts';
import type { BlockingSaid } from '../../shared/wire/http.ts';
import type { AskOf } from '../../shared/wire/protocol.ts';
import type { Outcome } from '../../shared/wire/refusal.ts';
import { postAndFreeze } from './blocking-request.ts';
import { waitsUntil } from './modes.ts';
import { noteWait } from './waits.ts';

/** Says it and freezes until the ack, the receipt or the cap. */
export function sayAndFreeze(message: AskOf<'chat:say'>): Outcome<BlockingSaid> | Unanswered {
  const until = waitsUntil.peek();
  return noteWait('say', () => {
    // excerpt: send, blocking
    const answer = postAndFreeze<BlockingSaid>('say', { message, until });
    return answer; // Nothing has happened on this page since the line above.
    // end of excerpt
  });
}
