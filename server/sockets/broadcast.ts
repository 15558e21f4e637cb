// From a room to its tabs. What is due for one place in one turn goes out as one packet, encoded once
// for all tabs there.
import { toWire } from '../../shared/chat/event.ts';
import { customPlaces } from '../../shared/space/place-table.ts';
import { definedWays } from '../../shared/space/way-table.ts';
import { lastSegment } from '../../shared/time/warp.ts';
import type { WireCursor } from '../../shared/wire/event.ts';
import { cursorOf } from '../chat/resume.ts';
import type { Room } from '../chat/room.ts';
import { toFlights } from './omniscient.ts';
import { rangesFrom } from './ranges.ts';
import { type ChatServer, channel } from './session.ts';

/** Lets the tabs of a room hear what it tells, for as long as it is loaded. */
export function broadcast(io: ChatServer, room: Room): void {
  const everybody = channel.room(room);
  room.listen({
    arrived(place, arrivals, before) {
      const cursor = cursorOf(room, arrivals) as WireCursor;
      const events = arrivals.map(toWire);
      const after = cursorOf(room, before ? [before] : []);
      io.to(channel.place(room, place)).emit('chat:arrived', { place, events, after, cursor });
    },
    typed(place, member, origin) {
      io.to(channel.place(room, place)).emit('chat:typed', { place, member, origin });
    },
    logged(events) {
      const watching = channel.omniscient(room);
      if (!io.sockets.adapter.rooms.has(watching)) return;
      const flights = toFlights(room, events);
      if (flights.length > 0) io.to(watching).emit('room:launched', { flights });
    },
    reshaped(change) {
      const { warps, places, ways, settings, caption } = room.world;
      switch (change) {
        case 'warp':
          io.to(everybody).emit('clock:warped', { segment: lastSegment(warps) });
          break;
        case 'place':
          io.to(everybody).emit('space:places', { places: customPlaces(places) });
          break;
        case 'way':
          io.to(everybody).emit('space:ways', { ways: definedWays(ways) });
          break;
        case 'settings':
          io.to(everybody).emit('room:settled', { settings });
          if (!settings.omniscient)
            io.in(channel.omniscient(room)).socketsLeave(channel.omniscient(room));
          break;
        case 'caption':
          io.to(everybody).emit('room:captioned', { text: caption });
          break;
        case 'next':
          if (room.world.next) io.to(everybody).emit('room:next', { room: room.world.next });
          break;
        case 'standing':
        case 'host-link':
        case 'after':
        case 'station':
          // For those whom it concerns: see tabs.
          break;
      }
    },
  });
}

/** Tells each place of a room that somebody listens at how far everything is now. */
export function broadcastRanges(io: ChatServer, room: Room): void {
  for (const place of room.feeds.places()) {
    const listening = channel.place(room, place);
    if (!io.sockets.adapter.rooms.has(listening)) continue;
    io.to(listening).emit('space:ranges', rangesFrom(room, place));
  }
}
