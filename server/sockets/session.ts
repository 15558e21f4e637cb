// One socket: outside of any room, or in one as a member.
import type { Server, Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../../shared/wire/protocol.ts';
import type { EventLog } from '../chat/log/event-log.ts';
import type { Room } from '../chat/room.ts';
import type { Rooms } from '../chat/rooms.ts';
import type { SayLimit } from '../chat/say-limit.ts';
import type { Actor } from '../chat/verbs.ts';
import type { LinkLayer } from '../link/layer.ts';

export type ChatServer = Server<ClientToServer, ServerToClient>;
export type ChatSocket = Socket<ClientToServer, ServerToClient>;

/** What a tab is in: its room, and who it is there. */
export interface Inside {
  readonly room: Room;
  actor: Actor;
  /** The channel of the place whose arrivals it gets; undefined until a resume has caught up. */
  attending: string | undefined;
}

export interface Session {
  readonly socket: ChatSocket;
  inside: Inside | undefined;
}

/** What all handlers need. */
export interface Desk {
  readonly rooms: Rooms;
  readonly log: EventLog;
  readonly links: LinkLayer;
  readonly limit: SayLimit;
}

/** Names of Socket.IO rooms. Made of ids of our own only: no text of a user ever names one. */
export const channel = {
  /** Everybody in a room: the control plane. */
  room: (room: Room): string => `room:${room.record.id}`,
  /** The tabs at one place of it: the data plane. */
  place: (room: Room, place: string): string => `place:${room.record.id}:${place}`,
  /** The tabs with the omniscient feed on. */
  omniscient: (room: Room): string => `omniscient:${room.record.id}`,
};
