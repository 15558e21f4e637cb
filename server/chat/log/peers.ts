// What the nodes of one log tell each other beside the log. None of it is an event: who has a tab open
// where, what hosts say to tabs, and words that are of use now or never.
import type { LinkChange } from '../../../shared/link/parameters.ts';
import type { Scenario } from '../../../shared/link/scenario.ts';
import type { Row } from '../../../shared/wire/console.ts';
import type { NoticeOf } from '../../../shared/wire/protocol.ts';

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
  /** Calls `take` with what others tell; `node`: who says it. One listener. */
  listen(take: (room: string, word: Word, node: string) => void): void;
  /**
   * Calls `take` when the log is not the one it was: what has been read of it holds no more, and every
   * room has another epoch. One listener.
   */
  onReset(take: () => void): void;
  /** Calls `take` when this node hears the others again: words may have been missed. One listener. */
  onHearing(take: () => void): void;
  /** Keeps a ticket that any node may take. Rejects with LogUnavailable. */
  keepTicket(ticket: string, forMs: number): Promise<void>;
  /** True once for each ticket that was kept and is still good. Rejects with LogUnavailable. */
  takeTicket(ticket: string): Promise<boolean>;
}

export type Word = Typing | TabWord;

/** A member types at a place, since a time of the log. */
export interface Typing {
  readonly kind: 'typing';
  readonly member: string;
  readonly origin: string;
  readonly at: number;
}

/** About the tabs of a room, for the nodes that they hang on. */
export type TabWord =
  /** A node has just loaded the room: what do hosts want of its tabs? */
  | { readonly kind: 'hello' }
  /** Somebody watches the console at this node: now, and a little longer. */
  | { readonly kind: 'watching' }
  /** What this node knows of its tabs, for those who watch. */
  | { readonly kind: 'tabs'; readonly facts: readonly TabFact[] }
  | { readonly kind: 'modes'; readonly whose: string; readonly modes: ModesOrder }
  | ({ readonly kind: 'link'; readonly whose: string } & LinkOrder)
  | { readonly kind: 'stage'; readonly whose: string; readonly verb: StageVerb }
  | {
      readonly kind: 'ask-freeze';
      readonly member: string;
      readonly by: string;
      readonly ms: number;
    }
  | { readonly kind: 'freeze'; readonly member: string; readonly ms: number }
  | { readonly kind: 'did'; readonly did: NoticeOf<'room:did'> };

/** Of one member's tabs at one node. */
export interface TabFact extends Pick<Row, 'member' | 'tabs' | 'link' | 'reading' | 'volunteer'> {
  /** Messages on their way, as far as this node knows. */
  readonly flying: number;
  /** Real ms since the tab was heard last. */
  readonly quietMs: number;
  /** For how long, at most, they have agreed to be frozen; null if they have not. */
  readonly agreedMs: number | null;
}

/** What a host wants of tabs, also of those that come later. The later one holds. */
export interface Order {
  readonly order: string;
  /** When it was given, by the log's clock. */
  readonly at: number;
}
export type ModesOrder = NoticeOf<'tab:modes'> & Order;
export interface LinkOrder extends Order {
  /** All that was set until now. */
  readonly change: LinkChange;
  readonly seed?: string | undefined;
  /** What has just been set; not there when it is told to a node that comes later. */
  readonly news?: LinkChange | undefined;
}
export type StageVerb =
  | { readonly do: 'play'; readonly scenario: Scenario }
  | { readonly do: 'pause' | 'resume' | 'stop' };

/** Real ms between two roll calls of a node. */
export const ROLL_EVERY_MS = 4000;
/** Two may be missed. */
export const LEASE_MS = 3 * ROLL_EVERY_MS;
