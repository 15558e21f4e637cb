// Who may come in, and as whom. A member is who holds its token; a host, who holds the room's.
import { isPlace } from '../../shared/space/place-table.ts';
import { ROOM_MEMBERS_MAX } from '../../shared/wire/limits.ts';
import type { AskOf } from '../../shared/wire/protocol.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { hashToken, isTokenOf, newEventId, newMemberId, newToken } from './credentials.ts';
import type { EventLog } from './log/event-log.ts';
import type { Room } from './room.ts';
import { type Actor, arrive, leave } from './verbs.ts';

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
  const host = await isHostToken(room, log, ask.hostToken);
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
  if (!known || !who) return stranger;
  if (!who.here) await arrive(room, known.id, who);
  const host = known.host || (await isHostToken(room, log, hostToken));
  if (host && !known.host) await log.makeHost(room.record.id, known.id);
  // Put out while coming in: nobody has heard of a tab of this member yet.
  if (await log.findMember(room.record.id, hashToken(token))) {
    return done({ member: known.id, host, token });
  }
  await leave(room, { member: known.id, host });
  return stranger;
}

const stranger = refuse('unknown', 'This room does not know that member any more.');

/** By the log: the host link may have been made anew since the room was loaded. */
async function isHostToken(room: Room, log: EventLog, token: string | undefined): Promise<boolean> {
  if (token === undefined) return false;
  const { hostHash = '' } = (await log.findRoom(room.record.id)) ?? {};
  return isTokenOf(hostHash, token);
}

/** Puts a member out: its token is nobody's from now on, and a leave says that it is gone. */
export async function removeMember(
  room: Room,
  log: EventLog,
  { actor, member }: { readonly actor: Actor; readonly member: string },
): Promise<Outcome<Record<string, never>>> {
  if (!actor.host) return refuse('forbidden', 'Only the host of this room removes members.');
  if (member === actor.member) return refuse('invalid', 'To go yourself, leave the room.');
  const who = room.whereabouts(member);
  if (!who || who.station) return refuse('unknown', 'No such member.');
  await log.removeMember(room.record.id, member);
  if (!who.here) return done({});
  const body = { kind: 'leave', why: 'removed' } as const;
  await room.append([{ id: newEventId(), author: member, origin: who.place, body }]);
  return done({});
}

/** A new host link; the old one is nobody's, and whoever else was a host is a guest. */
export async function replaceHostLink(
  room: Room,
  log: EventLog,
  actor: Actor,
): Promise<Outcome<{ hostToken: string }>> {
  if (!actor.host) return refuse('forbidden', 'Only a host of this room makes its host link anew.');
  const { member } = actor;
  const hostToken = newToken();
  await log.replaceHosts(room.record.id, { member, hostHash: hashToken(hostToken) });
  await room.append([{ id: newEventId(), author: member, origin: '', body: { kind: 'hosts' } }]);
  return done({ hostToken });
}
