// The log of record: every room's events in the order in which they were taken. What is "in flight"
// is stored nowhere, it follows from here. Every driver fulfils the suite in test/contract.
import type { Dispose } from '../../../shared/time/clock.ts';
import type { RealMs, SimMs } from '../../../shared/time/frames.ts';
import type { EventBody, RoomSettings } from '../../../shared/wire/event.ts';
import type { RecordingEnd } from '../../../shared/wire/recording.ts';
import type { ScenarioLink, ScriptStep } from '../../../shared/wire/scenario.ts';
import type { Peers } from './peers.ts';

/** What a room asks to have appended. */
export interface Draft {
  /** Made by the author, unique for (room, author) for the life of the room. */
  readonly id: string;
  readonly author: string;
  /** The place its light leaves from; '' for control events, which no light carries. */
  readonly origin: string;
  readonly body: EventBody;
}

/** One entry. `position` counts 1, 2, 3 ... per room; `at` never decreases with it. */
export interface LoggedEvent extends Draft {
  readonly position: number;
  /** When the log took it, by the log's one clock. */
  readonly at: RealMs;
}

export type EventKind = EventBody['kind'];

/** Which events of a room; all conditions hold together. */
export interface EventQuery {
  /** Default: all; with an `origin` all but what is erased. */
  readonly kinds?: readonly EventKind[];
  readonly origin?: string;
  /** Positions from `fromPosition` (included) up to `toPosition` (included). */
  readonly fromPosition?: number;
  readonly toPosition?: number;
  /** Stamps from `since` (included) up to `until` (included). */
  readonly since?: RealMs;
  readonly until?: RealMs;
  /** Newest position first instead of oldest first. */
  readonly newestFirst?: boolean;
  /** At most this many, 1 or more. */
  readonly limit: number;
}

/** What is to happen in a room by itself, from its scenario. */
export interface Play {
  /** What the simulated clock showed at the start of the script. */
  readonly start: SimMs;
  readonly script: readonly ScriptStep[];
  readonly links: readonly ScenarioLink[];
  /** In whose name captions and warps are. */
  readonly director: string;
  /** The stations of the scenario: by name, their member id, and whether they answer people. */
  readonly stations: readonly {
    readonly name: string;
    readonly member: string;
    readonly answers: boolean;
  }[];
}

/** What never changes about a room, or changes without being an event. */
export interface RoomRecord {
  readonly id: string;
  readonly title: string;
  /** The scenario it was made from. */
  readonly scenario: string;
  /** Changes when the log came back without events that it had acknowledged. */
  readonly epoch: string;
  /** The first warp segment: the room's clock showed `sim` at `openedAt`, running at `warp`. */
  readonly openedAt: RealMs;
  readonly sim: SimMs;
  readonly warp: number;
  readonly settings: RoomSettings;
  /** SHA-256 of the host token that was good at first, base64url. */
  readonly hostHash: string;
  /** Not set for a room that was made from a recording. */
  readonly play?: Play;
  /** Set for a room that was made from a recording: nobody enters it, and it takes no event. */
  readonly recording?: RecordingEnd;
}

/** A member's credentials. Name, colour, place, and what the member may do are events. */
export interface MemberRecord {
  readonly room: string;
  readonly id: string;
  /** SHA-256 of the member's token, base64url. */
  readonly tokenHash: string;
}

/**
 * Thrown (as a rejection) when the log cannot take or give anything now. An append that got no answer
 * may have been kept all the same: asked again with its id it is the same event.
 */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
  /** There is no room left where it is kept; with more room it takes events again. */
  readonly isFull: boolean;

  constructor(message: string, { isFull = false, ...options }: LogErrorOptions = {}) {
    super(message, options);
    this.isFull = isFull;
  }
}

type LogErrorOptions = ErrorOptions & { readonly isFull?: boolean };

export interface EventLog {
  /** For the line at start: which driver, and where the data is. */
  readonly description: string;

  /** The time of the log's clock, which stamps `at`. */
  now(): RealMs;

  /**
   * Writes a room and its first events, durably. These events alone are stamped by the caller (a
   * station has been there for a while), in order, none later than now. Rejects if the id is taken.
   */
  createRoom(room: RoomRecord, first: readonly (Draft & { at: RealMs })[]): Promise<void>;
  findRoom(id: string): Promise<RoomRecord | undefined>;
  /** Ids of rooms that took an event since `since`, the most recent first. */
  recentRooms(since: RealMs, limit: number): Promise<readonly string[]>;

  /**
   * Appends in order; resolves after the commit is durable. A draft whose (room, author, id) the log
   * has is not appended again: its first entry is returned in its stead. All or none. Rejects with
   * LogUnavailable, also for an unknown room.
   */
  append(room: string, drafts: readonly Draft[]): Promise<readonly LoggedEvent[]>;

  /**
   * Calls `take` with every event of the room from `fromPosition` on, in order, each once, old ones
   * first (not before this call has returned), then new ones; a new event is handed over
   * before the promise of its append resolves. Several appends may come as one call.
   */
  follow(
    room: string,
    fromPosition: number,
    take: (events: readonly LoggedEvent[]) => void,
  ): Dispose;

  /**
   * Up to when everything of a followed room has been handed over: whatever comes later is stamped at
   * this time or after it. Never decreases. Of a log that one process has for itself: now.
   */
  settledAt(room: string): RealMs;
  /** Moves `settledAt` of a followed room on to about now. Rejects with LogUnavailable. */
  settle(room: string): Promise<void>;

  /**
   * Takes the words out of the messages at these positions (others are passed over), durably: what is
   * left of one has the kind `erased`, its key, place, stamp and position. Followers are not told.
   */
  erase(room: string, positions: readonly number[]): Promise<void>;

  /** The events of a query, oldest first unless it says otherwise. */
  read(room: string, query: EventQuery): Promise<readonly LoggedEvent[]>;
  /** The event with that key; undefined if the log has none. */
  find(room: string, author: string, id: string): Promise<LoggedEvent | undefined>;
  /** The newest position, 0 in a room without events. */
  head(room: string): Promise<number>;

  addMember(member: MemberRecord): Promise<void>;
  findMember(room: string, tokenHash: string): Promise<MemberRecord | undefined>;
  countMembers(room: string): Promise<number>;

  /** Undefined for a log that one process has for itself. */
  readonly peers?: Peers;

  /** True when it can take an event now; false says "not ready" to a load balancer. */
  isReady(): Promise<boolean>;
  /** Ends all writes in hand, then closes. Idempotent. */
  close(): Promise<void>;
}
