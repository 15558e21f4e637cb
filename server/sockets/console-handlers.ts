// What the host's console asks for. Every ask is refused to anybody else, and none passes a link.
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { isTokenOf } from '../chat/credentials.ts';
import { listKeys, makeKey, revokeKey } from '../chat/keys.ts';
import { callOver } from '../chat/runs.ts';
import { saveScenario } from '../chat/save-scenario.ts';
import { ALL, placeMembers, setCaption, setStanding } from '../chat/standing.ts';
import { startStation } from '../chat/start-station.ts';
import type { ConsoleRows } from './console-rows.ts';
import type { Handlers } from './door.ts';
import type { Elsewhere } from './elsewhere.ts';
import { askToFreeze, freeze, refusalFor, willingTab } from './freezes.ts';
import { inside } from './inside.ts';
import { channel, type Desk, type Inside, type Session } from './session.ts';

type ConsoleHandlers = Pick<Handlers, Extract<keyof Handlers, `console:${string}`>>;

export function consoleHandlers(
  { tabs, clock, rooms }: Desk,
  rows: ConsoleRows,
  elsewhere: Elsewhere,
): ConsoleHandlers {
  /** Runs `act` for a host, and lets the consoles see at once what came of it. */
  const asHost = <Value>(
    session: Session,
    act: (here: Inside) => Promise<Outcome<Value>> | Outcome<Value>,
  ) =>
    inside(session, async (here) => {
      if (!here.actor.host) return refuse('forbidden', 'Only a host of this room decides that.');
      const outcome = await act(here);
      if (outcome.ok) rows.tell(here.room);
      return outcome;
    });

  return {
    'console:watch': (session, { on }) =>
      asHost(session, async ({ room }) => {
        if (on) await session.socket.join(channel.console(room));
        else await session.socket.leave(channel.console(room));
        return done({ rows: on ? rows.all(room) : [] });
      }),

    'console:place': (session, ask) => asHost(session, ({ room }) => placeMembers(room, ask)),

    'console:mode': (session, { whose, ...modes }) =>
      asHost(session, ({ room }) => {
        if (whose !== ALL && !room.whereabouts(whose)) return nobody;
        tabs.setModes(room, whose, modes);
        return done({});
      }),

    'console:freeze': (session, { member, do: verb, ms }) =>
      asHost(session, ({ room, actor }) => {
        const by = room.whereabouts(actor.member)?.name ?? 'The host';
        return verb === 'ask' ? ask(room, { member, by, ms }) : freezeTab(room, member, ms);
      }),

    'console:standing': (session, ask) =>
      asHost(session, ({ room, actor }) => setStanding(room, actor, ask)),

    'console:station': (session, ask) =>
      asHost(session, ({ room, actor }) => startStation(room, actor, ask)),

    'console:run': (session, { room: next, hostToken }) =>
      asHost(session, async ({ room, actor }) => {
        const other = next === room.record.id ? undefined : await rooms.open(next);
        if (!other || !isTokenOf(other.world.hostHash, hostToken)) {
          return refuse('unknown', 'There is no such other room that you are a host of.');
        }
        tabs.carryBans(room, other);
        await callOver(room, other, actor);
        return done({});
      }),

    'console:scenario': (session) =>
      asHost(session, ({ room }) => done({ file: JSON.stringify(saveScenario(room), null, 2) })),

    'console:keys': (session) => asHost(session, ({ room }) => done(listKeys(room))),

    'console:key': (session, ask) =>
      asHost(session, ({ room, actor }) => makeKey(room, actor, ask)),

    'console:revoke': (session, ask) =>
      asHost(session, ({ room, actor }) => revokeKey(room, actor, ask)),

    'console:caption': (session, { text }) =>
      asHost(session, ({ room, actor }) => setCaption(room, actor, text)),
  };

  /** At whichever node they have a tab. */
  function ask(
    room: Inside['room'],
    { member, by, ms }: { member: string; by: string; ms: number },
  ): Outcome<Record<string, never>> {
    if (askToFreeze(tabs, room, { member, by, ms })) return done({});
    if (elsewhere.factsOf(room, member).length === 0) return noTab;
    room.tellNodes({ kind: 'ask-freeze', member, by, ms });
    return done({});
  }

  function freezeTab(
    room: Inside['room'],
    member: string,
    ms: number,
  ): Outcome<Record<string, never>> {
    const session = willingTab(tabs, room, member);
    if (session) return freeze(session, ms, clock.now());
    const facts = elsewhere.factsOf(room, member);
    const agreedMs = facts.find((fact) => fact.agreedMs !== null)?.agreedMs ?? null;
    const refused = refusalFor(agreedMs, ms);
    if (refused.ok) room.tellNodes({ kind: 'freeze', member, ms });
    return refused;
  }
}

const nobody = refuse('unknown', 'There is nobody of that id in this room.');
const noTab = refuse('unknown', 'They have no tab open now.');
