// One socket: outside of any room, or in one as a member.
import type { Server, Socket } from 'socket.io';
import type { Clock } from '../../shared/time/clock.ts';
import type { RealMs } from '../../shared/time/frames.ts';
import type { ClientToServer, ServerToClient } from '../../shared/wire/protocol.ts';
import type { Self } from '../../shared/wire/self.ts';
import type { Reading } from '../../shared/wire/tab.ts';
import type { EventLog } from '../chat/log/event-log.ts';
import type { Room } from '../chat/room.ts';
import type { Rooms } from '../chat/rooms.ts';
import type { SayLimit } from '../chat/say-limit.ts';
import type { Actor } from '../chat/verbs.ts';
import type { Guard } from '../guard/guard.ts';
import type { LinkLayer } from '../link/layer.ts';
import type { Tabs } from './tabs.ts';

export type ChatServer = Server<ClientToServer, ServerToClient>;
export type ChatSocket = Socket<ClientToServer, ServerToClient>;

/** What a tab is in: its room, and who it is there. */
export interface Inside {
  readonly room: Room;
  actor: Actor;
  /** The channel of the place whose arrivals it gets; undefined until a resume has caught up. */
  attending: string | undefined;
  /** What it says waits for this: what an answer answers is being looked up. */
  answering?: Promise<unknown> | undefined;
}

export interface Session {
  readonly socket: ChatSocket;
  /** Where it comes from, to count by. */
  readonly address: string;
  inside: Inside | undefined;
  /** Its own move is on its way into the log: it needs not be told of it. */
  isMoving: boolean;
  readonly tab: TabState;
  /** It does not read what it is given: nothing more is done for it until it has. */
  isBehind: boolean;
}

/** What is known of the page behind a socket. It goes with the connection. */
export interface TabState {
  /** Real ms; when anything was last heard of it. */
  seenAt: RealMs;
  reading: Reading | undefined;
  /** Asked by a host whether it may be frozen for so long, and what the person said. */
  freeze: { readonly by: string; readonly ms: number; readonly isAgreed: boolean } | undefined;
  /** Real ms until which it stands still for all to see. */
  frozenUntil: RealMs;
}

/** What all handlers need. */
export interface Desk {
  readonly rooms: Rooms;
  readonly log: EventLog;
  readonly links: LinkLayer;
  readonly limit: SayLimit;
  readonly tabs: Tabs;
  readonly clock: Clock;
  readonly guard: Guard;
}

/** Names of Socket.IO rooms. Made of ids of our own only: no text of a user ever names one. */
export const channel = {
  /** Everybody in a room: the control plane. */
  room: (room: Room): string => `room:${room.record.id}`,
  /** The tabs at one place of it: the data plane. */
  place: (room: Room, place: string): string => `place:${room.record.id}:${place}`,
  /** The tabs with the omniscient feed on. */
  omniscient: (room: Room): string => `omniscient:${room.record.id}`,
  /** The tabs that show the console. */
  console: (room: Room): string => `console:${room.record.id}`,
};

/** Who a session is in its room, as the log knows it. */
export function selfOf({ room, actor: { member, host } }: Inside): Self {
  const who = room.whereabouts(member);
  return {
    id: member,
    name: who?.name ?? '',
    hue: who?.hue ?? 0,
    place: who?.place ?? 'earth',
    host,
    muted: room.world.standings.get(member) === 'muted',
  };
}

/** The tab hears no place from now on, until it resumes. */
export async function stopAttending({ socket, inside: here }: Session): Promise<void> {
  if (!here?.attending) return;
  const { attending } = here;
  here.attending = undefined;
  await socket.leave(attending);
}

/** Undoes an enter; also when the connection is gone. Nothing of the room is heard from now on. */
export function leaveRoom(session: Session): void {
  const here = session.inside;
  if (!here) return;
  session.inside = undefined;
  const { room, attending } = here;
  const channels = [channel.room(room), channel.omniscient(room), channel.console(room), attending];
  for (const one of channels) if (one !== undefined) void session.socket.leave(one);
  here.room.detach(here.actor.member);
}
