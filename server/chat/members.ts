// Who may come in, and as whom. A member is who holds its token; a host, who holds the room's.
import { isPlace } from '../../shared/space/place-table.ts';
import { ROOM_MEMBERS_MAX } from '../../shared/wire/limits.ts';
import type { AskOf } from '../../shared/wire/protocol.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { hashToken, newMemberId, newToken } from './credentials.ts';
import type { EventLog } from './log/event-log.ts';
import type { Room } from './room.ts';
import { type Actor, arrive } from './verbs.ts';

export interface Admitted extends Actor {
  readonly token: string;
}

/** Admits a member or a newcomer; it is present in the room when this resolves. */
export async function admit(
  room: Room,
  log: EventLog,
  ask: AskOf<'room:enter'>,
): Promise<Outcome<Admitted>> {
  if (ask.token !== undefined) return readmit(room, log, { ...ask, token: ask.token });
  if (!ask.newcomer) return refuse('invalid', 'Expected `token` or `newcomer`, got neither.');
  const { name, hue, place } = ask.newcomer;
  if (!isPlace(room.world.places, place)) {
    return refuse('unknown', `There is no place \`${place}\` here.`);
  }
  if ((await log.countMembers(room.record.id)) >= ROOM_MEMBERS_MAX) {
    return refuse('full', `This room has its ${ROOM_MEMBERS_MAX} members.`);
  }
  const token = newToken();
  const member = newMemberId();
  const host = isHostToken(room, ask.hostToken);
  await log.addMember({ room: room.record.id, id: member, tokenHash: hashToken(token), host });
  await arrive(room, member, { name, hue, place });
  return done({ member, host, token });
}

async function readmit(
  room: Room,
  log: EventLog,
  { token, hostToken }: { token: string; hostToken?: string | undefined },
): Promise<Outcome<Admitted>> {
  const known = await log.findMember(room.record.id, hashToken(token));
  const who = known && room.whereabouts(known.id);
  if (!known || !who) return refuse('unknown', 'This room does not know that member any more.');
  if (!who.here) await arrive(room, known.id, who);
  const host = known.host || isHostToken(room, hostToken);
  if (host && !known.host) await log.makeHost(room.record.id, known.id);
  return done({ member: known.id, host, token });
}

const isHostToken = (room: Room, token: string | undefined): boolean =>
  token !== undefined && hashToken(token) === room.record.hostHash;
