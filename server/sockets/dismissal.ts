// What the log says of who may be here, carried out on the tabs of this process: a member that has been
// put out, hosts that are guests now. It comes by the log, so it holds whichever process took the order.
import type { SentEvent } from '../../shared/chat/event.ts';
import type { Room } from '../chat/room.ts';
import { leaveRoom, selfOf } from './room-handlers.ts';
import type { Session } from './session.ts';

/** Watches a room for as long as it is loaded; `sessions`: all of this process. */
export function watchDismissals(room: Room, sessions: () => Iterable<Session>): void {
  room.listen({
    logged(events) {
      for (const event of events) dismiss(event);
    },
  });

  function dismiss({ author, body }: SentEvent): void {
    if (body.kind === 'leave' && body.why === 'removed') {
      for (const session of tabs((member) => member === author)) {
        session.socket.emit('room:removed', {});
        leaveRoom(session);
      }
    } else if (body.kind === 'hosts') {
      for (const session of tabs((member, host) => host && member !== author)) demote(session);
    }
  }

  function* tabs(is: (member: string, host: boolean) => boolean): Iterable<Session> {
    for (const session of [...sessions()]) {
      const here = session.inside;
      if (here?.room === room && is(here.actor.member, here.actor.host)) yield session;
    }
  }
}

function demote({ socket, inside: here }: Session): void {
  if (!here) return;
  here.actor = { ...here.actor, host: false };
  socket.emit('room:self', selfOf(here));
}
