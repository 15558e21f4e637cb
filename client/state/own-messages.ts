// What I have said, where it is predicted to arrive and when, and what has come back of it. Pure.
import type { SimMs } from '../../shared/time/frames.ts';
import type { Arrivals } from '../../shared/wire/chat.ts';
import type { ArrivedEvent } from '../../shared/wire/event.ts';

/** An own message that the log has taken. */
export interface OwnMessage {
  readonly id: string;
  readonly origin: string;
  readonly sentAt: SimMs;
  /** Predicted, per place. */
  readonly arrivals: Arrivals;
}

/** News that a tab at a place had shown all that arrived there up to `upTo`. */
export interface ReceiptNews {
  readonly upTo: SimMs;
  /** When it left that place. */
  readonly sentAt: SimMs;
  /** When it arrived at mine. */
  readonly arrivesAt: SimMs;
}

/** Newest last, `upTo` rising; by place. */
export type Receipts = ReadonlyMap<string, readonly ReceiptNews[]>;

/** Receipts kept per place: older ones matter only to messages far up. */
const RECEIPTS_KEPT = 500;

/** One far place of an own message: where its light is, as far as one can honestly know. */
export type Leg =
  /** On its way. */
  | { readonly stage: 'flying'; readonly place: string; readonly arrivesAt: SimMs }
  /** Predicted to be there; the light of a receipt cannot be or is not back. */
  | { readonly stage: 'due'; readonly place: string; readonly arrivesAt: SimMs }
  | {
      readonly stage: 'confirmed';
      readonly place: string;
      readonly arrivesAt: SimMs;
      readonly by: ReceiptNews;
    };

/** The legs of a message, nearest arrival first; none for a message to its own place only. */
export function legsOf(
  message: OwnMessage,
  { now, receipts }: { readonly now: SimMs; readonly receipts: Receipts },
): readonly Leg[] {
  return message.arrivals
    .filter(({ place }) => place !== message.origin)
    .toSorted((a, b) => a.arrivesAt - b.arrivesAt)
    .map(({ place, arrivesAt }): Leg => {
      const by = firstCovering(receipts.get(place) ?? [], arrivesAt);
      if (by) return { stage: 'confirmed', place, arrivesAt, by };
      return { stage: now < arrivesAt ? 'flying' : 'due', place, arrivesAt };
    });
}

/** The receipts after an event; the same map if it is not news. */
export function foldReceipt(receipts: Receipts, event: ArrivedEvent): Receipts {
  if (event.body.kind !== 'receipt') return receipts;
  const { upTo } = event.body;
  const before = receipts.get(event.origin) ?? [];
  const newest = before.at(-1);
  if (newest && newest.upTo >= upTo) return insertOlder(receipts, event, before);
  const news = { upTo, sentAt: event.sentAt, arrivesAt: event.arrivesAt };
  return new Map(receipts).set(event.origin, [...before, news].slice(-RECEIPTS_KEPT));
}

/** History brings receipts older than those known: they go where they belong. */
function insertOlder(
  receipts: Receipts,
  event: ArrivedEvent,
  before: readonly ReceiptNews[],
): Receipts {
  if (event.body.kind !== 'receipt') return receipts;
  const { upTo } = event.body;
  const at = before.findIndex((one) => one.upTo >= upTo);
  if (before[at]?.upTo === upTo || before.length >= RECEIPTS_KEPT) return receipts;
  const news = { upTo, sentAt: event.sentAt, arrivesAt: event.arrivesAt };
  return new Map(receipts).set(event.origin, before.toSpliced(at, 0, news));
}

/** The first receipt of a place (`list`: `upTo` rising) that covers an arrival there. */
export function firstCovering(
  list: readonly ReceiptNews[],
  arrivesAt: SimMs,
): ReceiptNews | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as ReceiptNews).upTo >= arrivesAt) high = middle;
    else low = middle + 1;
  }
  return list[low];
}

/**
 * Whether a received event and one of my messages passed each other: I had sent before it arrived
 * here, and mine arrived there after it was sent. `own`: my messages, oldest first.
 */
export function hasCrossed(event: ArrivedEvent, own: readonly OwnMessage[]): boolean {
  // Per pair of places arrivals never overtake, so the last one sent before arrived there last.
  for (let index = own.length - 1; index >= 0; index--) {
    const message = own[index] as OwnMessage;
    if (message.sentAt >= event.arrivesAt) continue;
    const there = message.arrivals.find(({ place }) => place === event.origin);
    if (there) return event.origin !== message.origin && there.arrivesAt > event.sentAt;
  }
  return false;
}
