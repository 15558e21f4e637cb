// What a member can do in a room. Each verb checks what only the room can know, appends, and answers
// with a value: a refusal is never an exception, except that the log may be unavailable.
import type { SentEvent } from '../../shared/chat/event.ts';
import type { Whereabouts } from '../../shared/chat/presence.ts';
import { findBody } from '../../shared/space/bodies.ts';
import { customPlaces, isPlace } from '../../shared/space/place-table.ts';
import { lastSegment } from '../../shared/time/warp.ts';
import type { ControlBody, CustomPlace, EventKey, RoomSettings } from '../../shared/wire/event.ts';
import { CUSTOM_PLACES_MAX } from '../../shared/wire/limits.ts';
import type { AnswerOf, AskOf } from '../../shared/wire/protocol.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { newEventId } from './credentials.ts';
import type { Draft } from './log/event-log.ts';
import type { Room } from './room.ts';

/** Who acts: a member of this room, and whether it is a host of it now. */
export interface Actor {
  readonly member: string;
  readonly host: boolean;
}

/** A member as the room knows it: what it may do follows the log. */
export const actorOf = (room: Room, member: string): Actor => new RoomMember(room, member);

class RoomMember implements Actor {
  readonly member: string;
  readonly #room: Room;

  constructor(room: Room, member: string) {
    this.#room = room;
    this.member = member;
  }

  get host(): boolean {
    return this.#room.world.standings.get(this.member) === 'host';
  }
}

const muted = refuse('forbidden', 'The host has muted you in this room.');
const isMuted = (room: Room, member: string): boolean =>
  room.world.standings.get(member) === 'muted';

const notHere = refuse('unknown', 'You are not in this room any more. Enter it again.');

/** A message; of an answer its thread has been found (see threads.ts). */
export type Message = AskOf<'chat:say'> & { readonly thread?: EventKey };

/** Says something at the member's place. A repeated id answers the same and adds nothing. */
export async function say(
  room: Room,
  { member }: Actor,
  { id, text, replyTo, thread, priority }: Message,
): Promise<Outcome<AnswerOf<'chat:say'>>> {
  const who = room.whereabouts(member);
  if (!who?.here) return notHere;
  if (isMuted(room, member)) return muted;
  const body = {
    kind: 'say',
    text,
    ...(priority && { priority }),
    ...(replyTo && { replyTo }),
    ...(thread && { thread }),
  } as const;
  const [event] = await room.append([{ id, author: member, origin: who.place, body }]);
  const { origin, sentAt } = event as SentEvent;
  return done({ id, origin, sentAt, arrivals: room.predict(origin, sentAt) });
}

/**
 * Says that everything up to `upTo` has been shown at the member's place. Of use only once per
 * place: what a receipt from there has said already is not said again.
 */
export async function acknowledge(
  room: Room,
  { member }: Actor,
  { upTo }: AskOf<'chat:receipt'>,
): Promise<Outcome<Record<string, never>>> {
  const who = room.whereabouts(member);
  if (!who?.here) return notHere;
  const feed = await room.feeds.open(who.place);
  if (upTo > feed.frontier.arrivesAt) {
    return refuse('invalid', `Expected \`upTo\` of something that has arrived here, got ${upTo}.`);
  }
  if (!feed.advanceReceipt(upTo)) return done({});
  const body = { kind: 'receipt', upTo } as const;
  await room.append([{ id: newEventId(), author: member, origin: who.place, body }]);
  return done({});
}

/** Comes to a place: the first time, or back after having been away. */
export function joinOf(member: string, who: Face & Pick<Whereabouts, 'place'>): Draft {
  const { place } = who;
  const body = { kind: 'join', ...faceOf(who) } as const;
  return { id: newEventId(), author: member, origin: place, body };
}

/** Leaves the room on purpose. */
export async function leave(
  room: Room,
  { member }: Actor,
): Promise<Outcome<Record<string, never>>> {
  const who = room.whereabouts(member);
  if (!who?.here) return done({});
  const body = { kind: 'leave', why: 'left' } as const;
  await room.append([{ id: newEventId(), author: member, origin: who.place, body }]);
  return done({});
}

/**
 * Goes to another place at once. Two events: light tells the old place that the member left, and
 * the new one that it is there; elsewhere each is known when its own light arrives.
 */
export async function move(
  room: Room,
  { member, host }: Actor,
  { id, place }: AskOf<'room:move'>,
): Promise<Outcome<Whereabouts>> {
  const who = room.whereabouts(member);
  if (!who?.here) return notHere;
  if (room.world.settings.locked && !host) {
    return refuse('forbidden', 'The host has locked this room: only the host moves people.');
  }
  if (!isPlace(room.world.places, place)) return unknownPlace(place);
  if (who.place === place) return done(who);
  await room.append(moveOf(member, who, { id, place }));
  return done(room.whereabouts(member) ?? who);
}

/** The two events of a move; `who`: where the member is until then. */
export function moveOf(
  member: string,
  who: Whereabouts,
  { id, place }: { id: string; place: string },
): Draft[] {
  const from = who.place;
  const body = { kind: 'leave', why: 'moved', to: place } as const;
  return [
    { id: `${id}-out`, author: member, origin: from, body },
    { id, author: member, origin: place, body: { kind: 'join', ...faceOf(who), from } },
  ];
}

export async function rename(
  room: Room,
  { member }: Actor,
  { id, name, hue }: AskOf<'room:rename'>,
): Promise<Outcome<Whereabouts>> {
  const who = room.whereabouts(member);
  if (!who?.here) return notHere;
  if (isMuted(room, member)) return muted;
  const body = { kind: 'rename', name, hue } as const;
  await room.append([{ id, author: member, origin: who.place, body }]);
  return done(room.whereabouts(member) ?? who);
}

/** Changes the warp, for everybody at once. */
export async function setWarp(
  room: Room,
  actor: Actor,
  { warp }: AskOf<'space:warp'>,
): Promise<Outcome<AnswerOf<'space:warp'>>> {
  if (!maySteer(room, actor)) return refuse('forbidden', 'Only the host of this room moves time.');
  if (warp !== lastSegment(room.world.warps).warp) {
    await room.append([control(actor, { kind: 'warp', warp })]);
  }
  return done({ segment: lastSegment(room.world.warps) });
}

/** Adds a custom place, or gives one another distance. */
export async function setPlace(
  room: Room,
  actor: Actor,
  ask: AskOf<'space:place'>,
): Promise<Outcome<AnswerOf<'space:place'>>> {
  if (!maySteer(room, actor)) return refuse('forbidden', 'Only the host of this room adds places.');
  if (!findBody(ask.near))
    return refuse('invalid', `Expected \`near\` as a body, got ${ask.near}.`);
  const present = customPlaces(room.world.places);
  const known = present.find(({ id }) => id === ask.id);
  if (ask.id !== undefined && !known) return unknownPlace(ask.id);
  if (known && known.near !== ask.near) {
    return refuse('invalid', `${known.name} stays near ${known.near}: only its distance changes.`);
  }
  if (!known && present.length >= CUSTOM_PLACES_MAX) {
    return refuse('full', `A room holds up to ${CUSTOM_PLACES_MAX} custom places.`);
  }
  const { name, near, owltMs } = ask;
  const place: CustomPlace = { id: ask.id ?? newPlaceId(), name, near, owltMs };
  await room.append([control(actor, { kind: 'place', place })]);
  return done({ place });
}

/** Says how signals get from one place to another from now on. What is on its way stays as it is. */
export async function setWay(
  room: Room,
  actor: Actor,
  way: AskOf<'space:way'>,
): Promise<Outcome<AnswerOf<'space:way'>>> {
  if (!maySteer(room, actor)) return refuse('forbidden', 'Only the host of this room sets ways.');
  for (const place of [way.from, way.to]) {
    if (!isPlace(room.world.places, place)) return unknownPlace(place);
  }
  if (way.from === way.to) {
    return refuse('invalid', 'Within one place there is nothing on the way.');
  }
  if (way.block && way.block.until <= way.block.since) {
    return refuse('invalid', 'A block ends after it begins.');
  }
  await room.append([control(actor, { kind: 'way', way })]);
  return done({ way });
}

export async function setSettings(
  room: Room,
  actor: Actor,
  settings: RoomSettings,
): Promise<Outcome<RoomSettings>> {
  if (!actor.host) return refuse('forbidden', 'Only the host of this room changes its rules.');
  await room.append([control(actor, { kind: 'settings', settings })]);
  return done(room.world.settings);
}

function maySteer(room: Room, { host }: Actor): boolean {
  const { steering, locked } = room.world.settings;
  return host || (steering === 'all' && !locked);
}

export const unknownPlace = (place: string) =>
  refuse('unknown', `There is no place \`${place}\` here.`);

const newPlaceId = (): string =>
  `at-${newEventId()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0')
    .slice(0, 8)}`;

/** What no light carries, for the log. */
export const control = ({ member }: Pick<Actor, 'member'>, body: ControlBody): Draft => ({
  id: newEventId(),
  author: member,
  origin: '',
  body,
});

type Face = Pick<Whereabouts, 'name' | 'hue'> & { readonly station?: boolean | undefined };

/** What a join says of a member. A station that comes and goes is a client of its own. */
const faceOf = ({ name, hue, station }: Face) =>
  station ? ({ name, hue, station, visiting: true } as const) : { name, hue };
