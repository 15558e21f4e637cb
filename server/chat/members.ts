// Who may come in, and as whom. A member is who holds its token; a host, who holds the room's.
import { isPlace } from '../../shared/space/place-table.ts';
import { ROOM_MEMBERS_MAX } from '../../shared/wire/limits.ts';
import type { AskOf } from '../../shared/wire/protocol.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { hashToken, isTokenOf, newMemberId, newToken } from './credentials.ts';
import { holderOf, whoIs } from './keys.ts';
import type { Draft, EventLog } from './log/event-log.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import { comeOver, full, removed } from './runs.ts';
import { type Actor, actorOf, control, joinOf, unknownPlace } from './verbs.ts';

export interface Admitted {
  readonly actor: Actor;
  readonly token: string;
}

/** Admits a member or a newcomer; it is present in the room when this resolves. */
export async function admit(
  room: Room,
  doors: { log: EventLog; rooms: Pick<Rooms, 'open'> },
  ask: AskOf<'room:enter'>,
): Promise<Outcome<Admitted>> {
  const { log } = doors;
  // What happened on another node until now counts.
  await room.settle();
  if (ask.token !== undefined) return readmit(room, doors, { ...ask, token: ask.token });
  if (!ask.newcomer) return refuse('invalid', 'Expected `token` or `newcomer`, got neither.');
  const { place } = ask.newcomer;
  const isHost = isHostToken(room, ask.hostToken);
  if (room.world.settings.closed && !isHost) {
    return refuse('forbidden', 'The host has closed the door of this room: nobody new comes in.');
  }
  if (!isPlace(room.world.places, place)) return unknownPlace(place);
  if ((await log.countMembers(room.record.id)) >= ROOM_MEMBERS_MAX) {
    return full;
  }
  const token = newToken();
  const member = newMemberId();
  await log.addMember({ room: room.record.id, id: member, tokenHash: hashToken(token) });
  await room.append([...(isHost ? [hostOf(member)] : []), joinOf(member, ask.newcomer)]);
  return done({ actor: actorOf(room, member), token });
}

async function readmit(
  room: Room,
  { log, rooms }: { log: EventLog; rooms: Pick<Rooms, 'open'> },
  { token, hostToken }: { token: string; hostToken?: string | undefined },
): Promise<Outcome<Admitted>> {
  const keyed = await holderOf(room, log, token);
  const isKnown = keyed !== undefined && whoIs(room, keyed) !== undefined;
  const over = isKnown ? done(keyed) : await comeOver(room, { log, rooms }, hashToken(token));
  if (over && !over.ok) return over;
  const member = over?.value;
  const who = member === undefined ? undefined : whoIs(room, member);
  if (member === undefined || !who) return nobody;
  const standing = room.world.standings.get(member);
  if (standing === 'removed') return removed;
  const isNewHost = standing !== 'host' && isHostToken(room, hostToken);
  const drafts = [
    ...(isNewHost ? [hostOf(member)] : []),
    ...(who.here ? [] : [joinOf(member, who)]),
  ];
  if (drafts.length > 0) await room.append(drafts);
  // Its key may have been taken back meanwhile.
  if ((await holderOf(room, log, token)) !== member) return nobody;
  return done({ actor: actorOf(room, member), token });
}

const hostOf = (member: string): Draft =>
  control({ member }, { kind: 'standing', member, is: 'host' });

/** One answer for an unknown room and for an unknown member: who guesses learns nothing. */
export const nobody = refuse('unknown', 'There is no such room, or you are not a member of it.');

const isHostToken = (room: Room, token: string | undefined): boolean =>
  token !== undefined && isTokenOf(room.world.hostHash, token);
