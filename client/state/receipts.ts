// Tells the far places that their messages have been shown here. A receipt is an event like any
// other: it goes at light speed too.
import type { SimMs } from '../../shared/time/frames.ts';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import { ask, isConnected } from '../wire.ts';
import { receipts } from './own.ts';
import { myPlace } from './self.ts';

const COALESCE_MS = 250;

let owed: { readonly place: string; readonly upTo: SimMs } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** A message by somebody else has been shown. Those of one's own place need no receipt. */
export function oweReceipt(event: ArrivedEvent): void {
  const place = myPlace.peek();
  if (event.origin === place) return;
  const before = owed?.place === place ? owed.upTo : undefined;
  if (before !== undefined && before >= event.arrivesAt) return;
  owed = { place, upTo: event.arrivesAt };
  if (timer === undefined) timer = setTimeout(pay, COALESCE_MS);
}

async function pay(): Promise<void> {
  timer = undefined;
  const due = owed;
  if (due === undefined || due.place !== myPlace.peek()) return;
  const covered = receipts.peek().get(due.place)?.at(-1)?.upTo;
  if (covered !== undefined && covered >= due.upTo) {
    owed = undefined;
    return;
  }
  const answer = await ask('chat:receipt', { upTo: due.upTo });
  if (answer.ok) {
    if (owed === due) owed = undefined;
  } else if (answer.reason === 'unanswered') {
    // Lost on the link; without a connection the next one pays.
    if (isConnected() && timer === undefined) timer = setTimeout(pay, 3_000);
  } else if (answer.reason === 'busy' || answer.reason === 'unavailable') {
    if (timer === undefined) timer = setTimeout(pay, answer.retryAfterMs ?? 3_000);
  }
}

/** After a reconnect: what is owed is paid now. */
export function payOwedReceipts(): void {
  if (owed) if (timer === undefined) timer = setTimeout(pay, COALESCE_MS);
}
