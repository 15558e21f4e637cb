// The Socket.IO side: a session per socket, the door for what comes in, broadcasts for what goes out.
import type { Logger } from 'pino';

import { realMs } from '../../shared/time/frames.ts';
import type { RecordedLink } from '../../shared/wire/link.ts';
import type { Room } from '../chat/room.ts';
import { hangUp } from './backlog.ts';
import { broadcast, broadcastRanges } from './broadcast.ts';
import { chatHandlers } from './chat-handlers.ts';
import { consoleHandlers } from './console-handlers.ts';
import { createConsoleRows } from './console-rows.ts';
import { openDoor } from './door.ts';
import { createElsewhere } from './elsewhere.ts';
import { linkHandlers } from './link-handlers.ts';
import { createLinkSteering } from './link-steering.ts';
import { linksIn } from './recorded-links.ts';
import { forgetRequests } from './requests.ts';
import { roomHandlers } from './room-handlers.ts';
import { type ChatServer, type Desk, leaveRoom, type Session } from './session.ts';
import { createSlowTabs } from './slow-tabs.ts';
import { spaceHandlers } from './space-handlers.ts';
import { tabHandlers } from './tab-handlers.ts';

/** Real ms between two `space:ranges`, and two `console:rows` of which nobody asked anything. */
const TOLD_EVERY_MS = 1000;

export interface Sockets {
  /** The session of a connected socket. */
  find(socketId: string): Session | undefined;
  /** A room has been loaded: what it tells goes to its tabs. */
  attach(room: Room): void;
  /** Ends the connections of all who are in a room: they come back by their cursors. */
  hangUp(room: Room): void;
  /** The links of the tabs that are in a room. */
  linksIn(room: Room): readonly RecordedLink[];
  close(): void;
}

/** Serves the protocol on `io`. */
export function serveSockets(
  io: ChatServer,
  { desk, logger }: { desk: Desk; logger: Logger },
): Sockets {
  const { clock, tabs } = desk;
  const steering = createLinkSteering(desk.links);
  const elsewhere = createElsewhere({ io, tabs, steering, clock });
  const rows = createConsoleRows({ io, elsewhere, ...desk });
  const handlers = {
    ...roomHandlers(desk, steering),
    ...chatHandlers(desk),
    ...spaceHandlers(desk),
    ...linkHandlers(steering, elsewhere),
    ...tabHandlers(desk, rows),
    ...consoleHandlers(desk, rows, elsewhere),
  };

  const sessions = new Map<string, Session>();
  const forget = forgetRequests(io, desk.guard.addressOf);
  const slow = createSlowTabs({ sessions: () => sessions.values(), clock });

  io.on('connection', (socket) => {
    const tab = {
      seenAt: clock.now(),
      reading: undefined,
      freeze: undefined,
      frozenUntil: realMs(-Infinity),
    };
    const address = forget(socket);
    const here = { inside: undefined, isMoving: false, isBehind: false };
    const session: Session = { socket, address, tab, ...here };
    sessions.set(socket.id, session);
    socket.onAny(() => {
      session.tab.seenAt = clock.now();
      slow.asked(session);
    });
    openDoor(session, handlers, { guard: desk.guard, logger });
    socket.on('disconnect', () => {
      steering.leave(session);
      tabs.leave(session);
      sessions.delete(socket.id);
      leaveRoom(session);
    });
  });

  let disposeTick = (): void => undefined;
  function tick(): void {
    for (const room of desk.rooms.loaded()) {
      broadcastRanges(io, room);
      rows.tell(room);
    }
    slow.look();
    disposeTick = clock.wakeAt(realMs(clock.now() + TOLD_EVERY_MS), tick);
  }
  tick();
  return {
    find: (socketId) => sessions.get(socketId),
    attach(room) {
      // First who may hear, then what there is to hear.
      tabs.follow(room);
      elsewhere.follow(room);
      broadcast(io, room);
      room.listen({ arrived: slow.count });
    },
    hangUp(room) {
      for (const { inside, socket } of [...sessions.values()]) {
        if (inside?.room === room) hangUp(socket);
      }
    },
    close() {
      disposeTick();
      slow.close();
    },
    linksIn: (room) => linksIn(room, { sessions: sessions.values(), layer: desk.links }),
  };
}
