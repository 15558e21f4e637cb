// Keys: a host makes a member before it comes, and whoever shows its key is that member, from any machine,
// for the life of the room. A key is told once; the log has its hash, in an event, so that making and
// revoking one holds on every node and over restarts.
import type { Whereabouts } from '../../shared/chat/presence.ts';
import { isPlace } from '../../shared/space/place-table.ts';
import { ROOM_KEYS_MAX } from '../../shared/wire/limits.ts';
import type { AnswerOf, AskOf } from '../../shared/wire/protocol.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { hashToken, newEventId, newMemberId, newToken } from './credentials.ts';
import type { EventLog } from './log/event-log.ts';
import type { Room } from './room.ts';
import { type Actor, control, unknownPlace } from './verbs.ts';

/** Whose token or key it is; undefined when it is nobody's, or not any more. */
export async function holderOf(
  room: Room,
  log: EventLog,
  token: string,
): Promise<string | undefined> {
  const hash = hashToken(token);
  for (const [member, key] of room.world.keys) if (key.hash === hash) return member;
  return (await log.findMember(room.record.id, hash))?.id;
}

/** A member as it is, or as its key says that it will be when it first comes. */
export function whoIs(room: Room, member: string): Whereabouts | undefined {
  const key = room.world.keys.get(member);
  const awaited = key && { ...key, station: false, visiting: false, here: false };
  return room.whereabouts(member) ?? awaited;
}

/** Makes a key. The old one of the same member is nobody's from then on. */
export async function makeKey(
  room: Room,
  actor: Actor,
  ask: AskOf<'console:key'>,
): Promise<Outcome<AnswerOf<'console:key'>>> {
  const { keys, places } = room.world;
  const face = 'member' in ask ? keys.get(ask.member) : ask;
  if (!face) return nobody;
  if (!('member' in ask)) {
    if (!isPlace(places, face.place)) return unknownPlace(face.place);
    if (keys.size >= ROOM_KEYS_MAX) {
      return refuse('full', `A room has keys for up to ${ROOM_KEYS_MAX} members.`);
    }
  }
  const member = 'member' in ask ? ask.member : newMemberId();
  const key = newToken();
  const { name, hue, place } = face;
  const body = { kind: 'key', member, name, hue, place, hash: hashToken(key) } as const;
  // Who was removed is let in again by another key, and by nothing else.
  const isRemoved = room.world.standings.get(member) === 'removed';
  await room.append([
    control(actor, body),
    ...(isRemoved ? [control(actor, { kind: 'standing', member, is: 'member' })] : []),
  ]);
  return done({ member, key });
}

/** Takes a key back. Its member is what it was, and may be given another one. */
export async function revokeKey(
  room: Room,
  actor: Actor,
  { member }: AskOf<'console:revoke'>,
): Promise<Outcome<AnswerOf<'console:revoke'>>> {
  const key = room.world.keys.get(member);
  if (!key) return nobody;
  if (member === actor.member) return refuse('invalid', 'That is for another host to decide.');
  const who = room.whereabouts(member);
  const left = { kind: 'leave', why: 'removed' } as const;
  await room.append([
    control(actor, { kind: 'key', member, ...key, hash: '' }),
    ...(who?.here ? [{ id: newEventId(), author: member, origin: who.place, body: left }] : []),
  ]);
  return done({});
}

export function listKeys(room: Room): AnswerOf<'console:keys'> {
  const seats = [...room.world.keys].map(([member, { hash, ...awaited }]) => {
    const who = room.whereabouts(member);
    const { name, hue, place } = who ?? awaited;
    const presence = who ? (who.here ? ('here' as const) : ('away' as const)) : ('never' as const);
    const isGood = hash !== '' && room.world.standings.get(member) !== 'removed';
    return { member, name, hue, place, isGood, presence };
  });
  return { seats };
}

const nobody = refuse('unknown', 'There is nobody with a key of that id in this room.');
