// Entering, leaving, moving: asks of the control plane about who one is and where.
import { customPlaces } from '../../shared/space/place-table.ts';
import { definedWays } from '../../shared/space/way-table.ts';
import { lastSegment } from '../../shared/time/warp.ts';
import { done, type Outcome, type Refusal, refuse } from '../../shared/wire/refusal.ts';
import type { Self } from '../../shared/wire/self.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { codeOf } from '../chat/join-codes.ts';
import type { RoomRecord } from '../chat/log/event-log.ts';
import { admit, nobody } from '../chat/members.ts';
import { removeMember, renewHostLink } from '../chat/standing.ts';
import { leave, move, rename, setSettings } from '../chat/verbs.ts';
import { untilEven } from '../guard/evenness.ts';
import type { Handlers } from './door.ts';
import { inside } from './inside.ts';
import type { LinkSteering } from './link-steering.ts';
import { flightsNow } from './omniscient.ts';
import { channel, type Desk, leaveRoom, selfOf, stopAttending } from './session.ts';

type RoomHandlers = Pick<Handlers, Extract<keyof Handlers, `room:${string}`>>;

export function roomHandlers(
  { rooms, log, guard, tabs }: Desk,
  steering: LinkSteering,
): RoomHandlers {
  return {
    async 'room:enter'(session, ask) {
      const since = performance.now();
      if (ask.protocol !== PROTOCOL_VERSION) {
        const versions = `This page speaks protocol ${ask.protocol}, the server ${PROTOCOL_VERSION}.`;
        return refuse('version', `${versions} Reload the page.`);
      }
      if (session.inside) return refuse('invalid', 'This connection is in a room already.');
      const room = await rooms.open(ask.room);
      const refused = room && ask.token === undefined ? tabs.refusalFor(room, session) : undefined;
      if (refused) return refused;
      const admitted = room
        ? await admit(room, { log, rooms }, ask)
        : noEntry(await log.findRoom(ask.room));
      if (!room || !admitted.ok) {
        const isMiss = !admitted.ok && admitted.reason === 'unknown';
        if (isMiss) {
          await guard.misses.take(session.address);
          await untilEven(since);
        }
        return admitted as Refusal;
      }
      const { token, actor } = admitted.value;
      if (!session.socket.connected) return refuse('invalid', 'The connection is gone.');
      const here = { room, actor, attending: undefined };
      session.inside = here;
      room.attach(actor.member);
      steering.enter(session);
      tabs.enter(session);
      // Put out while coming in.
      if (!session.inside) return refuse('unknown', 'The host has removed you from this room.');
      await session.socket.join(channel.room(room));
      const { id, title, epoch } = room.record;
      return done({
        self: selfOf(here),
        token,
        room: { id, title, epoch, settings: room.world.settings },
        now: room.now(),
        segment: lastSegment(room.world.warps),
        places: customPlaces(room.world.places),
        ways: definedWays(room.world.ways),
        caption: room.world.caption,
      });
    },

    'room:leave': (session) =>
      inside(session, async ({ room, actor }) => {
        const left = await leave(room, actor);
        if (left.ok) {
          tabs.leave(session);
          leaveRoom(session);
        }
        return left;
      }),

    'room:move': (session, ask) =>
      inside(session, async (here) => {
        session.isMoving = true;
        try {
          const moved = await move(here.room, here.actor, ask);
          if (!moved.ok) return moved;
          await stopAttending(session);
          return done({ self: selfOf(here) });
        } finally {
          session.isMoving = false;
        }
      }),

    'room:rename': (session, ask) =>
      inside(session, async (here): Promise<Outcome<{ self: Self }>> => {
        const renamed = await rename(here.room, here.actor, ask);
        return renamed.ok ? done({ self: selfOf(here) }) : renamed;
      }),

    'room:settings': (session, ask) =>
      inside(session, ({ room, actor }) => setSettings(room, actor, ask)),

    'room:remove': (session, { member, ban = false }) =>
      inside(session, async ({ room, actor }) => {
        // Before the removal: it takes the tabs, and with them their addresses.
        const addresses = tabs.addressesOf(room, member);
        const removed = await removeMember(room, actor, { member });
        return removed.ok ? done({ isBanned: ban && tabs.ban(room, addresses) }) : removed;
      }),

    'room:code': (session) =>
      inside(session, ({ room }) =>
        done({ code: room.world.settings.listed ? codeOf(room.record.id) : null }),
      ),

    'room:host-link': (session) => inside(session, ({ room, actor }) => renewHostLink(room, actor)),

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

    'room:doing': (session, did) =>
      inside(session, ({ room, actor }) => {
        if (did.from > did.to) {
          return refuse('invalid', `Expected \`to\` from ${did.from}, got ${did.to}.`);
        }
        const place = room.whereabouts(actor.member)?.place;
        if (place !== undefined) {
          const told = { member: actor.member, place, did };
          session.socket.to(channel.omniscient(room)).emit('room:did', told);
          room.tellNodes({ kind: 'did', did: told });
        }
        return done({});
      }),
  };
}

function noEntry(record: RoomRecord | undefined): Refusal {
  return record?.recording
    ? refuse('readonly', 'This room is a recording: you can look at it, and nothing can be added.')
    : nobody;
}
