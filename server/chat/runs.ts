// From one run of a class to the next: another room, in which what was decided about people still holds.
import { createHash } from 'node:crypto';
import { isPlace } from '../../shared/space/place-table.ts';
import type { ControlBody } from '../../shared/wire/event.ts';
import { ROOM_MEMBERS_MAX } from '../../shared/wire/limits.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { type EventLog, LogUnavailable } from './log/event-log.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import { type Actor, control, joinOf } from './verbs.ts';

export const removed = refuse('unknown', 'The host has removed you from this room.');
export const full = refuse('full', `This room has its ${ROOM_MEMBERS_MAX} members.`);

/** Calls everybody over to `next`, under the rules that hold here. What was said here stays here. */
export async function callOver(room: Room, next: Room, actor: Actor): Promise<void> {
  const { settings: rules } = room.world;
  const isLocked = rules.locked === true || next.world.settings.locked === true;
  const settings = { ...rules, ...(isLocked && { locked: true }) };
  await next.append([
    control(actor, { kind: 'after', room: room.record.id }),
    control(actor, { kind: 'settings', settings }),
    ...keysOf(room, next).map((body) => control(actor, body)),
  ]);
  await room.append([control(actor, { kind: 'next', room: next.record.id })]);
}

/** The keys that are good here, with what their members may do: they open the next run too. */
function keysOf({ world: { keys, standings } }: Room, next: Room): ControlBody[] {
  return [...keys].flatMap(([member, key]): ControlBody[] => {
    const is = standings.get(member);
    if (key.hash === '' || is === 'removed') return [];
    const place = isPlace(next.world.places, key.place) ? key.place : 'earth';
    const good = { kind: 'key', member, ...key, place } as const;
    return is === undefined ? [good] : [good, { kind: 'standing', member, is }];
  });
}

/**
 * Takes in whoever was in a run before this one: under the same token, by the same name, muted or a
 * host as there. Its member id; undefined for a token that is nobody's. Several tabs may come at once,
 * at several nodes: all ids follow from those of before, so they are one member.
 */
export async function comeOver(
  room: Room,
  { log, rooms }: { log: EventLog; rooms: Pick<Rooms, 'open'> },
  tokenHash: string,
): Promise<Outcome<string> | undefined> {
  for (const id of room.world.after) {
    const before = await rooms.open(id);
    await before?.settle();
    const known = await log.findMember(id, tokenHash);
    const who = known && before?.whereabouts(known.id);
    if (!before || !known || !who) continue;
    const standing = before.world.standings.get(known.id) ?? 'member';
    if (standing === 'removed') return removed;
    if ((await log.countMembers(room.record.id)) >= ROOM_MEMBERS_MAX) return full;
    const member = followingId(room, known.id);
    await addOnce(log, { room: room.record.id, id: member, tokenHash });
    const join = joinOf(member, { ...who, place: 'earth' });
    const is = { kind: 'standing', member, is: standing } as const;
    await room.append([
      ...(standing === 'member' ? [] : [{ ...control({ member }, is), id: 'came-over-as' }]),
      { ...join, id: 'came-over' },
    ]);
    return done(member);
  }
  return undefined;
}

/** Not to be foreseen by who does not know the room's secrets, and of the form of any member id. */
const followingId = ({ record: { id, hostHash } }: Room, member: string): string =>
  createHash('sha256').update(`${hostHash}/${id}/${member}`).digest('base64url').slice(0, 16);

/** Another tab of the same member may just have done it. */
async function addOnce(log: EventLog, member: Parameters<EventLog['addMember']>[0]): Promise<void> {
  try {
    await log.addMember(member);
  } catch (error) {
    const isThere = await log.findMember(member.room, member.tokenHash);
    if (!(error instanceof LogUnavailable) || !isThere) throw error;
  }
}
