// What the nodes of one log tell each other beside the log. None of it is an event: who has a tab open
// where, and words that are of use now or never.

export interface Peers {
  /**
   * Says who has a tab here (by room, members), and tells who has one at another node. What was said
   * holds for LEASE_MS: a node that was killed is missed after that. Rejects with LogUnavailable.
   */
  callRoll(
    here: ReadonlyMap<string, readonly string[]>,
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** Tells the other nodes that have the room loaded; at most once each, maybe never. */
  tell(room: string, word: Word): void;
  /** Calls `take` with what others tell. One listener. */
  listen(take: (room: string, word: Word) => void): void;
  /**
   * Calls `take` when the log is not the one it was: what has been read of it holds no more, and every
   * room has another epoch. One listener.
   */
  onReset(take: () => void): void;
}

/** A member types at a place, since a time of the log. */
export interface Word {
  readonly kind: 'typing';
  readonly member: string;
  readonly origin: string;
  readonly at: number;
}

/** Real ms between two roll calls of a node. */
export const ROLL_EVERY_MS = 4000;
/** Two may be missed. */
export const LEASE_MS = 3 * ROLL_EVERY_MS;
