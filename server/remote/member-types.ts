// What a member over the wire is given, is told, and can do.
import type { People } from '../../shared/chat/people.ts';
import type { SimMs } from '../../shared/time/frames.ts';
import type { Answer } from '../../shared/wire/answer.ts';
import type { Person } from '../../shared/wire/chat.ts';
import type { ArrivedEvent, CustomPlace, WireCursor } from '../../shared/wire/event.ts';
import type { AskOf } from '../../shared/wire/protocol.ts';
import type { Entered } from '../../shared/wire/room.ts';
import type { Self } from '../../shared/wire/self.ts';
import type { LogClock } from './log-clock.ts';
import type { Message } from './outbox.ts';

export type Page = Extract<Answer<'chat:resume'>, { ok: true }>['value'];

export type Sent = Extract<Answer<'chat:say'>, { ok: true }>['value'];

/** What a member is and has: with it, it comes back as the same after its program has ended. */
export interface Kept {
  readonly room: string;
  readonly token: string;
  readonly place: string;
  readonly cursor: WireCursor | null;
  /** Whom its place knew of at the cursor: a resume does not tell again. */
  readonly people: readonly Person[];
  readonly outbox: readonly Message[];
}

export interface MemberOptions {
  /** Of the server, without a path. */
  readonly url: string;
  readonly room: string;
  readonly newcomer: NonNullable<AskOf<'room:enter'>['newcomer']>;
  readonly hostToken?: string | undefined;
  /** The key of a member that a host has made: who one is, whatever is kept of somebody else. */
  readonly key?: string | undefined;
  readonly kept?: Kept | undefined;
}

/** What a member is told. Called in order. */
export interface Hearing {
  entered(entered: Entered): void;
  /** A piece of the view, oldest first; `page`: what it came with, undefined for what has just arrived. */
  arrived(events: readonly ArrivedEvent[], page: Page | undefined): void;
  taken(message: Message, sent: Sent): void;
  /** A message was refused for good. */
  failed(message: Message, why: string): void;
  /** The connection is lost, or could not be made; it is tried again. */
  lost(why: string): void;
  /** It cannot be in this room, or not any more. Nothing follows. */
  over(why: string): void;
  keep?(kept: Kept): void;
}

export interface Member {
  readonly self: Self | undefined;
  readonly clock: LogClock;
  readonly places: readonly CustomPlace[];
  /** Messages that are not known to be in the log. */
  readonly unsent: number;
  /** Everybody that its place knows of. */
  readonly people: People;
  /** Says it as soon as it can be said, once. `id`: to be the same message when said again. */
  say(text: string, more?: Partial<Omit<Message, 'text'>>): Message;
  /** Everything that arrived up to `upTo` has been shown: owed to the far places. */
  shown(upTo: SimMs): void;
  move(place: string): Promise<Answer<'room:move'>>;
  warp(warp: number): Promise<Answer<'space:warp'>>;
  /** What is in the view of its place with all these words, newest first. */
  search(words: string): Promise<Answer<'chat:search'>>;
  /** Says goodbye, waits for what is unsaid up to `patienceMs`, and hangs up. */
  leave(patienceMs?: number): Promise<void>;
}
