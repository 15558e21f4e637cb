// What a host decides about people: where they are, whether they may speak, whether they stay, who
// else is a host. All of it is in the log: it holds over restarts and on every node.
import { isPlace } from '../../shared/space/place-table.ts';
import type { Standing } from '../../shared/wire/event.ts';
import { done, type Outcome, type Refusal, refuse } from '../../shared/wire/refusal.ts';
import { hashToken, newEventId, newToken } from './credentials.ts';
import type { Draft } from './log/event-log.ts';
import { isSeated, type Room } from './room.ts';
import { isStarted } from './start-station.ts';
import { type Actor, control, moveOf, unknownPlace } from './verbs.ts';

/** Everybody, in asks of the host. */
export const ALL = 'all';

/** Puts one or all people (not stations) at a place, in one append; who is there already stays. */
export async function placeMembers(
  room: Room,
  { whose, place }: { whose: string; place: string },
): Promise<Outcome<{ moved: number }>> {
  if (!isPlace(room.world.places, place)) return unknownPlace(place);
  const chosen = whose === ALL ? [...room.members()] : [whose];
  if (whose !== ALL && !room.whereabouts(whose)?.here) return nobody;
  const drafts: Draft[] = [];
  for (const member of chosen) {
    const who = room.whereabouts(member);
    if (!who?.here || who.place === place || (whose === ALL && isSeated(who))) continue;
    if (isSeated(who)) return refuse('invalid', 'A station of the room stays where it is.');
    drafts.push(...moveOf(member, who, { id: newEventId(), place }));
  }
  if (drafts.length > 0) await room.append(drafts);
  return done({ moved: drafts.length / 2 });
}

/** Mutes, lets speak again, names a host, takes that back. Not one's own: a room keeps a host. */
export async function setStanding(
  room: Room,
  actor: Actor,
  { member, is }: { member: string; is: Exclude<Standing, 'removed'> },
): Promise<Outcome<Record<string, never>>> {
  const now = room.world.standings.get(member) ?? 'member';
  const refused = refusalFor(room, actor, member);
  if (refused) return refused;
  if (now === 'removed') return nobody;
  if (now === 'host' && is === 'muted') return refuse('invalid', 'A host cannot be muted.');
  if (now !== is) await room.append([control(actor, { kind: 'standing', member, is })]);
  return done({});
}

/** Shows somebody out. The token is good for nothing from then on, and a leave is written. */
export async function removeMember(
  room: Room,
  actor: Actor,
  { member }: { member: string },
): Promise<Outcome<Record<string, never>>> {
  if (!actor.host) return refuse('forbidden', 'Only a host of this room removes members.');
  const refused = isStarted(room, member) ? undefined : refusalFor(room, actor, member);
  if (refused) return refused;
  if (room.world.standings.get(member) === 'host') {
    return refuse('invalid', 'A host cannot be removed. Take the hosting back first.');
  }
  const who = room.whereabouts(member);
  const body = { kind: 'leave', why: 'removed' } as const;
  await room.append([
    control(actor, { kind: 'standing', member, is: 'removed' }),
    ...(who?.here ? [{ id: newEventId(), author: member, origin: who.place, body }] : []),
  ]);
  return done({});
}

/** Another host link: the old one is good for nothing, and whoever became a host is one no more. */
export async function renewHostLink(
  room: Room,
  actor: Actor,
): Promise<Outcome<{ hostToken: string }>> {
  if (!actor.host) return refuse('forbidden', 'Only a host of this room makes its host link anew.');
  const hostToken = newToken();
  const body = { kind: 'host-link', hash: hashToken(hostToken), keeps: actor.member } as const;
  await room.append([control(actor, body)]);
  return done({ hostToken });
}

/** Tells the audience something; empty takes it away. */
export async function setCaption(
  room: Room,
  actor: Actor,
  text: string,
): Promise<Outcome<Record<string, never>>> {
  if (text !== room.world.caption) await room.append([control(actor, { kind: 'caption', text })]);
  return done({});
}

const nobody = refuse('unknown', 'There is nobody of that id in this room.');

function refusalFor(room: Room, actor: Actor, member: string): Refusal | undefined {
  const who = room.whereabouts(member);
  if (!who) return nobody;
  if (isSeated(who)) return refuse('invalid', 'A station of the room is part of it.');
  if (member === actor.member) return refuse('invalid', 'That is for another host to decide.');
  return undefined;
}
