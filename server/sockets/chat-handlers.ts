// The data plane: what passes the tab's link and travels as light does.
import { done, refuse } from '../../shared/wire/refusal.ts';
import { history, type Reader, resume } from '../chat/resume.ts';
import { search } from '../chat/search.ts';
import { acknowledge, say } from '../chat/verbs.ts';
import type { Handlers } from './door.ts';
import { inside } from './inside.ts';
import { rangesFrom } from './ranges.ts';
import { channel, type Desk, type Inside, type Session } from './session.ts';

type ChatHandlers = Pick<Handlers, Extract<keyof Handlers, `chat:${string}`>>;

export function chatHandlers({ log, limit }: Desk): ChatHandlers {
  const readerOf = ({ room, actor: { member } }: Inside): Reader => {
    const place = room.whereabouts(member)?.place ?? '';
    return { room, log, place, member };
  };

  /** A search reads thousands of events: each connection has one at a time. */
  const searching = new WeakSet<Session>();

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

    'chat:search': (session, ask) =>
      inside(session, async (here) => {
        if (searching.has(session)) return { ...oneAtATime, retryAfterMs: SEARCH_AGAIN_MS };
        searching.add(session);
        try {
          return done(await search(readerOf(here), ask));
        } finally {
          searching.delete(session);
        }
      }),

    'chat:history': (session, { before }) =>
      inside(session, async (here) => done(await history(readerOf(here), before))),
  };
}

const oneAtATime = refuse('busy', 'Your last search is still running.');
const SEARCH_AGAIN_MS = 500;
