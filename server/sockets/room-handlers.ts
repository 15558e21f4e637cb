// Entering, leaving, moving: asks of the control plane about who one is and where.
import { customPlaces } from '../../shared/space/place-table.ts';
import { definedWays } from '../../shared/space/way-table.ts';
import { lastSegment } from '../../shared/time/warp.ts';
import { done, type Outcome, type Refusal, refuse } from '../../shared/wire/refusal.ts';
import type { Self } from '../../shared/wire/room.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import type { RoomRecord } from '../chat/log/event-log.ts';
import { admit, removeMember, replaceHostLink } from '../chat/members.ts';
import { leave, move, rename, setSettings } from '../chat/verbs.ts';
import type { Handlers } from './door.ts';
import { inside } from './inside.ts';
import type { LinkSteering } from './link-steering.ts';
import { flightsNow } from './omniscient.ts';
import { channel, type Desk, type Inside, type Session } from './session.ts';

type RoomHandlers = Pick<Handlers, Extract<keyof Handlers, `room:${string}`>>;

export function roomHandlers({ rooms, log }: Desk, steering: LinkSteering): RoomHandlers {
  return {
    async 'room:enter'(session, ask) {
      if (ask.protocol !== PROTOCOL_VERSION) {
        const versions = `This page speaks protocol ${ask.protocol}, the server ${PROTOCOL_VERSION}.`;
        return refuse('version', `${versions} Reload the page.`);
      }
      if (session.inside) return refuse('invalid', 'This connection is in a room already.');
      const room = await rooms.open(ask.room);
      if (!room) return noEntry(await log.findRoom(ask.room));
      const admitted = await admit(room, log, ask);
      if (!admitted.ok) return admitted;
      const { token, ...actor } = admitted.value;
      if (!session.socket.connected) return refuse('invalid', 'The connection is gone.');
      session.inside = { room, actor, attending: undefined };
      room.attach(actor.member);
      steering.enter(session);
      await session.socket.join(channel.room(room));
      const { id, title, epoch } = room.record;
      return done({
        self: selfOf(session.inside),
        token,
        room: { id, title, epoch, settings: room.world.settings },
        now: room.now(),
        segment: lastSegment(room.world.warps),
        places: customPlaces(room.world.places),
        ways: definedWays(room.world.ways),
      });
    },

    'room:leave': (session) =>
      inside(session, async ({ room, actor }) => {
        const left = await leave(room, actor);
        if (left.ok) leaveRoom(session);
        return left;
      }),

    'room:move': (session, ask) =>
      inside(session, async (here) => {
        const moved = await move(here.room, here.actor, ask);
        if (!moved.ok) return moved;
        await stopAttending(session);
        return done({ self: selfOf(here) });
      }),

    'room:rename': (session, ask) =>
      inside(session, async (here): Promise<Outcome<{ self: Self }>> => {
        const renamed = await rename(here.room, here.actor, ask);
        return renamed.ok ? done({ self: selfOf(here) }) : renamed;
      }),

    'room:settings': (session, ask) =>
      inside(session, ({ room, actor }) => setSettings(room, actor, ask)),

    'room:remove': (session, { member }) =>
      inside(session, ({ room, actor }) => removeMember(room, log, { actor, member })),

    'room:host-link': (session) =>
      inside(session, ({ room, actor }) => replaceHostLink(room, log, actor)),

    'room:omniscient': (session, { on }) =>
      inside(session, async ({ room }) => {
        if (on && !room.world.settings.omniscient) {
          return refuse('forbidden', 'The host has switched the omniscient view off in this room.');
        }
        if (!on) {
          await session.socket.leave(channel.omniscient(room));
          return done({ flights: [] });
        }
        await session.socket.join(channel.omniscient(room));
        return done({ flights: flightsNow(room) });
      }),
  };
}

function noEntry(record: RoomRecord | undefined): Refusal {
  return record?.recording
    ? refuse('readonly', 'This room is a recording: you can look at it, and nothing can be added.')
    : refuse('unknown', 'There is no such room, or not any more.');
}

export function selfOf({ room, actor }: Inside): Self {
  const who = room.whereabouts(actor.member);
  return {
    id: actor.member,
    name: who?.name ?? '',
    hue: who?.hue ?? 0,
    place: who?.place ?? 'earth',
    host: actor.host,
  };
}

/** The tab hears no place from now on, until it resumes. */
async function stopAttending({ socket, inside: here }: Session): Promise<void> {
  if (!here?.attending) return;
  const { attending } = here;
  here.attending = undefined;
  await socket.leave(attending);
}

/** Undoes an enter; also when the connection is gone. Nothing of the room is heard from now on. */
export function leaveRoom(session: Session): void {
  const here = session.inside;
  if (!here) return;
  session.inside = undefined;
  const { room, attending } = here;
  for (const one of [channel.room(room), channel.omniscient(room), attending]) {
    if (one !== undefined) void session.socket.leave(one);
  }
  here.room.detach(here.actor.member);
}
