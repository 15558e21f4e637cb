// The request that freezes this page: synchronous on purpose. No key, no click, no frame, no timer is
// handled until the server answers; it does so after 8 s at the latest.

import type { Unanswered } from '../../shared/wire/answer.ts';
import type { Outcome } from '../../shared/wire/refusal.ts';
import { markBlocked } from '../instruments/blocked-marks.ts';
import { socketId } from '../wire.ts';
import { credentials } from './credentials.ts';

/** Posts as this tab and stands still until the answer is there. Never throws. */
export function postAndFreeze<Value>(
  path: 'say' | 'listen',
  ask: Readonly<Record<string, unknown>>,
): Outcome<Value> | Unanswered {
  const { room, token } = credentials() ?? { room: '', token: '' };
  const body = JSON.stringify({ socket: socketId() ?? '', token, ...ask });
  const request = new XMLHttpRequest();
  try {
    return markBlocked('waiting', () => {
      // excerpt: request
      request.open('POST', `/api/rooms/${room}/blocking/${path}`, false); // false: wait right here
      request.send(body); // The page is frozen until this line is done.
      const answer = JSON.parse(request.responseText);
      // end of excerpt
      return request.status === 200 ? { ok: true, value: answer as Value } : answer;
    });
  } catch {
    return { ok: false, reason: 'unanswered', detail: whyNot() };
  }
}

/** In words, why a synchronous request came to nothing. */
function whyNot(): string {
  return maySync()
    ? 'The server cannot be reached.'
    : 'This page is not allowed to freeze: its permissions policy forbids synchronous requests.';
}

/** Where the browser cannot tell, it may. */
function maySync(): boolean {
  const { featurePolicy } = document as Document & {
    featurePolicy?: { allowsFeature(name: string): boolean };
  };
  return featurePolicy?.allowsFeature('sync-xhr') ?? true;
}
