// The closed list of reasons for which something is not done, and what a refusal looks like.
// HTTP maps the same reasons to status codes.

export const REFUSAL_REASONS = [
  'invalid', // the request is not of the form that the protocol describes
  'version', // the client speaks another protocol version
  'unknown', // no such room, member or place, or not for you: the two answer alike
  'forbidden', // you are a member, but this is for the host
  'readonly', // the room is a recording: it can be looked at, nothing can be added
  'full', // a limit of the room or the server is reached
  'busy', // too fast: wait and ask again
  'unavailable', // the log cannot take it now; nothing was kept
  'internal', // our fault; it is in the server's log
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface Refusal {
  readonly ok: false;
  readonly reason: RefusalReason;
  /** A sentence for a person: what, the range, and what came. */
  readonly detail: string;
  /** With `busy`: real milliseconds to wait. */
  readonly retryAfterMs?: number;
}

export interface Done<Value> {
  readonly ok: true;
  readonly value: Value;
}

export type Outcome<Value> = Done<Value> | Refusal;

export const done = <Value>(value: Value): Done<Value> => ({ ok: true, value });

export const refuse = (reason: RefusalReason, detail: string): Refusal => ({
  ok: false,
  reason,
  detail,
});
