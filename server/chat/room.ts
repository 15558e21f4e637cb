// What a room is to those who use it. open-room.ts makes one from its log.
import type { Arrival, Arrive, SentEvent } from '../../shared/chat/event.ts';
import type { Whereabouts } from '../../shared/chat/presence.ts';
import type { World } from '../../shared/chat/world.ts';
import type { RealMs, SimMs } from '../../shared/time/frames.ts';
import type { Arrivals, Person } from '../../shared/wire/chat.ts';
import type { ControlBody } from '../../shared/wire/event.ts';
import type { Bell } from './alarm.ts';
import type { Feeds } from './feeds.ts';
import type { Draft, LoggedEvent, RoomRecord } from './log/event-log.ts';
import type { TabWord, Word } from './log/peers.ts';
import type { ViewEnd } from './place-feed.ts';

/** What a room tells. Called in order, never from within a call into the room that is not done. */
export interface RoomListener {
  /** What has entered the light cone of `place`, ordered, at least one; `before`: the last until then. */
  arrived?(place: string, arrivals: readonly Arrival[], before: ViewEnd | undefined): void;
  typed?(place: string, member: string, origin: string): void;
  /** Events of the log, light or no light: for the omniscient feed only. */
  logged?(events: readonly SentEvent[]): void;
  /** The warp, the places, the rules, or what somebody may do have changed. */
  reshaped?(change: ControlBody['kind']): void;
  /** What another node says of tabs, or to them. */
  told?(word: TabWord, node: string): void;
}

export interface Room {
  readonly record: RoomRecord;
  readonly world: World;
  readonly feeds: Feeds;
  /** The log's time, never before the newest event. */
  now(): RealMs;
  simNow(): SimMs;
  /** Up to when what arrives anywhere can be told: nothing else can arrive until then. At most `simNow`. */
  simSettled(): SimMs;
  /** Moves `simSettled` on to about now, and hands out what has arrived until then. */
  settle(): Promise<void>;
  arrive: Arrive;
  /** As `arrive`, as somebody expects it who does not know what is lost: always finite. */
  expect: Arrive;
  /** How long light that leaves then is under way, ms, without what holds it before. */
  lightMs(from: string, to: string, sentAt: SimMs): number;
  /** A log entry with its simulated time. */
  toSent(event: LoggedEvent): SentEvent;
  whereabouts(member: string): Whereabouts | undefined;
  /** Every place that somebody has ever been at. */
  origins(): Iterable<string>;
  /** Ids of all members that ever joined. */
  members(): Iterable<string>;
  /** Everybody `place` knows of now. */
  knownAt(place: string): Person[];
  /**
   * Predicted arrivals of an event at the other places where its origin knows somebody to be. Of lost
   * light too: nobody who sends can know.
   */
  predict(origin: string, sentAt: SimMs): Arrivals;
  /** Durable when it resolves, and then handed to the places it has reached, but for a room's rest. */
  append(drafts: readonly Draft[]): Promise<readonly SentEvent[]>;
  /** Sends "is typing" on its way. */
  type(member: string): void;
  /** A tab of `member` opened or closed. The last one to close is followed by a grace. */
  attach(member: string): void;
  detach(member: string): void;
  /** Members with a tab at this node. */
  attending(): readonly string[];
  /** Who has a tab at another node: nobody else is missed there, and they are not missed here. */
  heedRoll(elsewhere: ReadonlySet<string>): void;
  /** What another node tells; `node`: who. */
  hear(word: Word, node: string): void;
  /** Tells the other nodes that have the room loaded; maybe in vain, and nobody where there is one node. */
  tellNodes(word: TabWord): void;
  /** Lets go of feeds of places where nobody is any more. */
  tidy(): void;
  /** Nobody is here, nobody is expected back, and nothing is on its way to an open feed. */
  isIdle(): boolean;
  listen(listener: RoomListener): () => void;
  /** A bell that rings `ring` on the room's clock; it goes with the room. */
  bell(ring: () => void): Pick<Bell, 'set'>;
  close(): void;
}

/** Whether the server itself speaks for a member: it is there without any connection. */
export const isSeated = ({ station, visiting }: Whereabouts): boolean => station && !visiting;
