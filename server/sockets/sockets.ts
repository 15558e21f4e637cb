// The Socket.IO side: a session per socket, the door for what comes in, broadcasts for what goes out.
import type { Logger } from 'pino';
import type { Clock } from '../../shared/time/clock.ts';
import { realMs } from '../../shared/time/frames.ts';
import type { Room } from '../chat/room.ts';
import { broadcast, broadcastRanges } from './broadcast.ts';
import { chatHandlers } from './chat-handlers.ts';
import { watchDismissals } from './dismissal.ts';
import { openDoor } from './door.ts';
import { linkHandlers } from './link-handlers.ts';
import { createLinkSteering } from './link-steering.ts';
import { leaveRoom, roomHandlers } from './room-handlers.ts';
import type { ChatServer, Desk, Session } from './session.ts';
import { spaceHandlers } from './space-handlers.ts';

/** Real ms between two `space:ranges`. */
const RANGES_EVERY_MS = 1000;

export interface Sockets {
  /** The session of a connected socket. */
  find(socketId: string): Session | undefined;
  /** A room has been loaded: what it tells goes to its tabs. */
  attach(room: Room): void;
  close(): void;
}

/** Serves the protocol on `io`. */
export function serveSockets(
  io: ChatServer,
  { desk, clock, logger }: { desk: Desk; clock: Clock; logger: Logger },
): Sockets {
  const steering = createLinkSteering(desk.links);
  const handlers = {
    ...roomHandlers(desk, steering),
    ...chatHandlers(desk),
    ...spaceHandlers(desk),
    ...linkHandlers(steering),
  };

  const sessions = new Map<string, Session>();

  io.on('connection', (socket) => {
    const session: Session = { socket, inside: undefined };
    sessions.set(socket.id, session);
    openDoor(session, handlers, logger);
    socket.on('disconnect', () => {
      steering.leave(session);
      sessions.delete(socket.id);
      leaveRoom(session);
    });
  });

  let disposeTick = (): void => undefined;
  function tick(): void {
    for (const room of desk.rooms.loaded()) broadcastRanges(io, room);
    disposeTick = clock.wakeAt(realMs(clock.now() + RANGES_EVERY_MS), tick);
  }
  tick();
  return {
    find: (socketId) => sessions.get(socketId),
    attach(room) {
      broadcast(io, room);
      watchDismissals(room, () => sessions.values());
    },
    close: () => disposeTick(),
  };
}
