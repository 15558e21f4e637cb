// Warp, places, clock sync: the control plane, which nothing delays.
import { done } from '../../shared/wire/refusal.ts';
import { setPlace, setWarp, setWay } from '../chat/verbs.ts';
import type { Handlers } from './door.ts';
import { inside } from './inside.ts';
import { matrixOf } from './matrix.ts';
import type { Desk } from './session.ts';
import { historyOf } from './space-history.ts';

type SpaceHandlers = Pick<Handlers, Extract<keyof Handlers, `space:${string}` | `clock:${string}`>>;

export function spaceHandlers({ log }: Desk): SpaceHandlers {
  return {
    'clock:sync': (session) => done({ now: session.inside?.room.now() ?? log.now() }),

    'space:warp': (session, ask) => inside(session, ({ room, actor }) => setWarp(room, actor, ask)),

    'space:place': (session, ask) =>
      inside(session, ({ room, actor }) => setPlace(room, actor, ask)),

    'space:way': (session, ask) => inside(session, ({ room, actor }) => setWay(room, actor, ask)),

    'space:history': (session) => inside(session, ({ room }) => done(historyOf(room.world))),

    'space:matrix': (session) => inside(session, ({ room }) => done(matrixOf(room))),
  };
}
