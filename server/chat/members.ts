// Who may come in, and as whom. A member is who holds its token; a host, who holds the room's.
import { isPlace } from '../../shared/space/place-table.ts';
import { ROOM_MEMBERS_MAX } from '../../shared/wire/limits.ts';
import type { AskOf } from '../../shared/wire/protocol.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { hashToken, isTokenOf, newMemberId, newToken } from './credentials.ts';
import type { Draft, EventLog } from './log/event-log.ts';
import type { Room } from './room.ts';
import { type Actor, actorOf, control, joinOf, unknownPlace } from './verbs.ts';

export interface Admitted {
  readonly actor: Actor;
  readonly token: string;
}

/** Admits a member or a newcomer; it is present in the room when this resolves. */
export async function admit(
  room: Room,
  log: EventLog,
  ask: AskOf<'room:enter'>,
): Promise<Outcome<Admitted>> {
  // What happened on another node until now counts.
  await room.settle();
  if (ask.token !== undefined) return readmit(room, log, { ...ask, token: ask.token });
  if (!ask.newcomer) return refuse('invalid', 'Expected `token` or `newcomer`, got neither.');
  const { place } = ask.newcomer;
  const isHost = isHostToken(room, ask.hostToken);
  if (room.world.settings.closed && !isHost) {
    return refuse('forbidden', 'The host has closed the door of this room: nobody new comes in.');
  }
  if (!isPlace(room.world.places, place)) return unknownPlace(place);
  if ((await log.countMembers(room.record.id)) >= ROOM_MEMBERS_MAX) {
    return refuse('full', `This room has its ${ROOM_MEMBERS_MAX} members.`);
  }
  const token = newToken();
  const member = newMemberId();
  await log.addMember({ room: room.record.id, id: member, tokenHash: hashToken(token) });
  await room.append([...(isHost ? [hostOf(member)] : []), joinOf(member, ask.newcomer)]);
  return done({ actor: actorOf(room, member), token });
}

async function readmit(
  room: Room,
  log: EventLog,
  { token, hostToken }: { token: string; hostToken?: string | undefined },
): Promise<Outcome<Admitted>> {
  const known = await log.findMember(room.record.id, hashToken(token));
  const who = known && room.whereabouts(known.id);
  if (!known || !who) return nobody;
  const standing = room.world.standings.get(known.id);
  if (standing === 'removed') {
    return refuse('unknown', 'The host has removed you from this room.');
  }
  const isNewHost = standing !== 'host' && isHostToken(room, hostToken);
  const drafts = [
    ...(isNewHost ? [hostOf(known.id)] : []),
    ...(who.here ? [] : [joinOf(known.id, who)]),
  ];
  if (drafts.length > 0) await room.append(drafts);
  return done({ actor: actorOf(room, known.id), token });
}

const hostOf = (member: string): Draft =>
  control({ member }, { kind: 'standing', member, is: 'host' });

/** One answer for an unknown room and for an unknown member: who guesses learns nothing. */
export const nobody = refuse('unknown', 'There is no such room, or you are not a member of it.');

const isHostToken = (room: Room, token: string | undefined): boolean =>
  token !== undefined && isTokenOf(room.world.hostHash, token);
