// The data plane: what passes the tab's link and travels as light does.
import { done } from '../../shared/wire/refusal.ts';
import { history, type Reader, resume } from '../chat/resume.ts';
import { acknowledge, say } from '../chat/verbs.ts';
import type { Handlers } from './door.ts';
import { inside } from './inside.ts';
import { rangesFrom } from './ranges.ts';
import { channel, type Desk, type Inside } from './session.ts';

type ChatHandlers = Pick<Handlers, Extract<keyof Handlers, `chat:${string}`>>;

export function chatHandlers({ log, limit }: Desk): ChatHandlers {
  const readerOf = ({ room, actor: { member } }: Inside): Reader => {
    const place = room.whereabouts(member)?.place ?? '';
    return { room, log, place, member };
  };

  return {
    'chat:say': (session, ask) =>
      inside(session, async ({ room, actor }) => {
        const refused = await limit(`${room.record.id}/${actor.member}`);
        return refused ?? say(room, actor, ask);
      }),

    'chat:typing': (session) =>
      inside(session, ({ room, actor }) => {
        room.type(actor.member);
        return done({});
      }),

    'chat:receipt': (session, ask) =>
      inside(session, ({ room, actor }) => acknowledge(room, actor, ask)),

    'chat:resume': (session, { after }, answer) =>
      inside(session, async (here) => {
        const reader = readerOf(here);
        const page = await resume(reader, after, (last) => {
          // In this very turn: what is handed out from now on follows the answer on the socket.
          if (session.inside !== here) return;
          if (here.attending) void session.socket.leave(here.attending);
          here.attending = channel.place(here.room, reader.place);
          void session.socket.join(here.attending);
          answer(done(last));
          session.socket.emit('space:ranges', rangesFrom(here.room, reader.place));
        });
        return page && done(page);
      }),

    'chat:history': (session, { before }) =>
      inside(session, async (here) => done(await history(readerOf(here), before))),
  };
}
