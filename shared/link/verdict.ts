// What a link decides about one packet.

/** Why a packet will never arrive, or why one in flight did not. */
export type DropReason =
  /** Lost by chance, by count or in a burst; in a stream, after the last retransmission. */
  | 'loss'
  /** As many as `limit` were in flight. */
  | 'limit'
  /** The link was down. */
  | 'outage'
  /** Its connection ended while it was in flight. */
  | 'closed'
  /** Somebody dropped what was in flight. */
  | 'dropped';

export const DROP_REASONS: readonly DropReason[] = ['loss', 'limit', 'outage', 'closed', 'dropped'];

/** Times in real ms on the clock that gave `nowMs`. */
export type Verdict =
  | {
      readonly kind: 'deliver';
      readonly dueMs: number;
      /** When the second copy is due; NaN when there is none. */
      readonly copyDueMs: number;
      /** How often a stream had to send it again. */
      readonly again: number;
      /** It was doubled; a stream discards the copy. */
      readonly doubled: boolean;
      /** It was ready before one that was sent earlier; a stream keeps it waiting. */
      readonly overtook: boolean;
    }
  | { readonly kind: 'drop'; readonly reason: DropReason };
