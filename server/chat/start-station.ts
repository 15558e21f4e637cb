// A station that a host starts in a room. It is in the log like everything else that was decided, so it is
// there again after a restart, and on every node.

import { namedPlace } from '../../shared/space/place-names.ts';
import { customPlaces, isPlace } from '../../shared/space/place-table.ts';
import { stationName } from '../../shared/station/kinds.ts';
import { STARTED_STATIONS_MAX } from '../../shared/wire/limits.ts';
import type { AskOf } from '../../shared/wire/protocol.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { newEventId, newMemberId } from './credentials.ts';
import type { Room } from './room.ts';
import { type Actor, control, unknownPlace } from './verbs.ts';

const HUE = 150;
const EVERY_S = 60;

/** Whether a host started it: it can be removed, as those of the scenario cannot. */
export const isStarted = (room: Room, member: string): boolean =>
  room.world.stations.has(member) &&
  room.record.play?.stations.some((one) => one.member === member) !== true;

export async function startStation(
  room: Room,
  actor: Actor,
  { does, place, name, everySeconds }: AskOf<'console:station'>,
): Promise<Outcome<{ member: string }>> {
  const { places, stations } = room.world;
  if (!isPlace(places, place)) return unknownPlace(place);
  const present = [...stations.keys()].filter(
    (one) => isStarted(room, one) && room.whereabouts(one)?.here,
  );
  if (present.length >= STARTED_STATIONS_MAX) {
    return refuse('full', `A room holds up to ${STARTED_STATIONS_MAX} stations that were started.`);
  }
  const member = newMemberId();
  const everyMs = 1000 * (everySeconds ?? EVERY_S);
  const order = { kind: 'station', member, does, ...(does === 'beacon' && { everyMs }) } as const;
  const called = name ?? stationName(does, namedPlace(place, customPlaces(places)));
  const body = { kind: 'join', name: called, hue: HUE, station: true } as const;
  await room.append([
    control(actor, order),
    { id: newEventId(), author: member, origin: place, body },
  ]);
  return done({ member });
}
