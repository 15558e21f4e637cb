// The data plane: what passes the tab's link and travels as light does.
import { toWire } from '../../shared/chat/event.ts';
import type { AskOf } from '../../shared/wire/protocol.ts';
import { done, refuse } from '../../shared/wire/refusal.ts';
import { history, type Reader, resume } from '../chat/resume.ts';
import { search } from '../chat/search.ts';
import { findArrived, withThread } from '../chat/threads.ts';
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

  /** Finding what is answered takes a while: what the same tab says next waits until this is said. */
  async function sayInTurn(here: Inside, ask: AskOf<'chat:say'>) {
    const found = withThread(readerOf(here), ask);
    await Promise.allSettled([found, here.answering]);
    const message = await found;
    // Begun, not over: what is appended first is first in the log.
    return { said: message.ok ? say(here.room, here.actor, message.value) : message };
  }

  /** A search reads thousands of events: each connection has one at a time. */
  const searching = new WeakSet<Session>();

  return {
    'chat:say': (session, ask) =>
      inside(session, async (here) => {
        const { room, actor } = here;
        const refused = await limit(`${room.record.id}/${actor.member}`);
        if (refused) return refused;
        if (!ask.replyTo && !here.answering) return say(room, actor, ask);
        const turn = sayInTurn(here, ask);
        here.answering = turn;
        try {
          return await (await turn).said;
        } finally {
          if (here.answering === turn) here.answering = undefined;
        }
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

    'chat:find': (session, { of }) =>
      inside(session, async (here) => {
        const reader = readerOf(here);
        const { kept, gone } = await findArrived(reader, of);
        return done({ place: reader.place, events: kept.map(toWire), gone });
      }),

    'chat:history': (session, { before }) =>
      inside(session, async (here) => done(await history(readerOf(here), before))),
  };
}

const oneAtATime = refuse('busy', 'Your last search is still running.');
const SEARCH_AGAIN_MS = 500;
