// What a tab says of itself, and what its person answers: control plane.
import { done, refuse } from '../../shared/wire/refusal.ts';
import type { ConsoleRows } from './console-rows.ts';
import type { Handlers } from './door.ts';
import { inside } from './inside.ts';
import type { Desk } from './session.ts';

type TabHandlers = Pick<Handlers, Extract<keyof Handlers, `tab:${string}`>>;

export function tabHandlers({ tabs }: Desk, rows: ConsoleRows): TabHandlers {
  return {
    'tab:begin': (session) =>
      inside(session, ({ room, actor }) => {
        const { freeze } = session.tab;
        return done({
          watched: rows.isWatched(room),
          modes: tabs.modesFor(session) ?? null,
          next: actor.host ? null : (room.world.next ?? null),
          freeze: freeze && !freeze.isAgreed ? { by: freeze.by, ms: freeze.ms } : null,
        });
      }),

    'tab:report': (session, reading) =>
      inside(session, () => {
        session.tab.reading = reading;
        return done({});
      }),

    'tab:consent': (session, { yes }) =>
      inside(session, ({ room }) => {
        const { freeze } = session.tab;
        if (!freeze || freeze.isAgreed) {
          return refuse('invalid', 'Nobody asks whether this tab may be frozen.');
        }
        session.tab.freeze = yes ? { ...freeze, isAgreed: true } : undefined;
        rows.tell(room);
        return done({});
      }),
  };
}
