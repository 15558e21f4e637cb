// What one entry of a room's log says. The union of bodies is the single list of kinds.
import * as v from 'valibot';
import { CAPTION_MAX, KEEP_DAYS_MAX } from './limits.ts';
import {
  eventId,
  hue,
  memberId,
  name,
  owltMs,
  placeId,
  range,
  roomId,
  simTime,
  text,
} from './scalars.ts';

/** What names an event in its room. */
export const eventKey = v.object({ author: memberId, id: eventId });
export type EventKey = v.InferOutput<typeof eventKey>;

/** How much a message matters to its author; a routine one has none. */
export const priority = v.picklist(['priority', 'urgent']);
export type Priority = v.InferOutput<typeof priority>;

/** One message. */
const say = v.object({
  kind: v.literal('say'),
  text,
  priority: v.optional(priority),
  /** The message that it answers: it had reached the author's place. */
  replyTo: v.optional(eventKey),
  /** The first message of the thread that it belongs to by its answer; the server's to say. */
  thread: v.optional(eventKey),
});

/**
 * What is left in the log of a message that the room keeps no longer: its key, its time, and the thread
 * that it belonged to. It is in no view and no recording.
 */
export const erasedBody = v.object({ kind: v.literal('erased'), thread: v.optional(eventKey) });

/** Somebody is at the origin place from now on; `from`: they came from there (a move). */
const join = v.object({
  kind: v.literal('join'),
  name,
  hue,
  /** An automatic member: it answers people, never another station. */
  station: v.optional(v.literal(true)),
  /** A station that is a client of its own: the server does not speak for it. */
  visiting: v.optional(v.literal(true)),
  from: v.optional(placeId),
});

/** Somebody is no longer at the origin place; `to`: they went there (a move). */
const leave = v.object({
  kind: v.literal('leave'),
  why: v.picklist(['left', 'lost', 'moved', 'removed']),
  to: v.optional(placeId),
});

const rename = v.object({ kind: v.literal('rename'), name, hue });

/** A tab at the origin place has shown everything that arrived there up to `upTo`. */
const receipt = v.object({ kind: v.literal('receipt'), upTo: simTime });

/** From now on simulated time runs at `warp`. */
const warp = v.object({ kind: v.literal('warp'), warp: range('warp', 0, 1_000_000) });

/** A custom place: `owltMs` of light from the body `near`, through which all its signals pass. */
export const customPlace = v.object({ id: placeId, name, near: placeId, owltMs });
/** Defines a custom place, or gives it another distance. */
const place = v.object({ kind: v.literal('place'), place: customPlace });

/** How signals get from one place to another, instead of by the ephemeris alone. */
export const way = v.object({
  from: placeId,
  to: placeId,
  /** A fixed one-way light time; null: as far as the two places are. */
  owltMs: v.nullable(owltMs),
  /** An occultation, by the time at which light leaves; `stored`: all of it goes on at `until`. */
  block: v.nullable(
    v.object({ since: simTime, until: simTime, fate: v.picklist(['stored', 'lost']) }),
  ),
});
/** Says how a way is from now on. */
const wayBody = v.object({ kind: v.literal('way'), way });

export const roomSettings = v.object({
  /** Who may change the warp and add places. */
  steering: v.picklist(['host', 'all']),
  /** Whether members may switch on the omniscient view. */
  omniscient: v.boolean(),
  /** Only a host moves the warp, places, people and links, whatever `steering` says. */
  locked: v.optional(v.boolean()),
  /** Nobody new comes in. */
  closed: v.optional(v.boolean()),
  /** The room can be found by its short code. */
  listed: v.optional(v.boolean()),
  /** Real days for which messages are kept after they were said and have arrived; not set: for ever. */
  keepDays: v.optional(
    v.pipe(range('keepDays', 1, KEEP_DAYS_MAX), v.integer('Expected keepDays as a whole number')),
  ),
});
const settings = v.object({ kind: v.literal('settings'), settings: roomSettings });

/** What the audience is told, outside of the play: nobody said it, no light carries it. */
export const captionText = v.pipe(v.string(), v.trim(), v.maxLength(CAPTION_MAX));
const caption = v.object({ kind: v.literal('caption'), text: captionText });

/** What somebody may do from now on. A host is neither muted nor removed. */
const standing = v.object({
  kind: v.literal('standing'),
  member: memberId,
  is: v.picklist(['member', 'muted', 'host', 'removed']),
});

/** From now on another host link is good, by its hash, and of the hosts only `keeps` is one. */
const hostLink = v.object({
  kind: v.literal('host-link'),
  hash: v.pipe(v.string(), v.maxLength(64)),
  keeps: memberId,
});

/**
 * Who shows the key of that hash is `member` from now on; an empty hash: nobody is by a key. The face is
 * for its first coming.
 */
const key = v.object({
  kind: v.literal('key'),
  member: memberId,
  name,
  hue,
  place: placeId,
  hash: v.pipe(v.string(), v.maxLength(64)),
});

/** Another run has begun, in a room of its own; this one stays as it is. */
const next = v.object({ kind: v.literal('next'), room: roomId });

/** This is the run after that one: who was there may come in by the same token. */
const after = v.object({ kind: v.literal('after'), room: roomId });

export const stationDoes = v.picklist(['answer', 'echo', 'beacon', 'quiz']);
export const STATION_DOES = stationDoes.options;
export type StationDoes = v.InferOutput<typeof stationDoes>;

/** What a station does for which the server speaks; `everyMs`: real ms between what a beacon says. */
const station = v.object({
  kind: v.literal('station'),
  member: memberId,
  does: stationDoes,
  everyMs: v.optional(range('everyMs', 1000, 86_400_000)),
});

/** Kinds that light carries: they have an origin place and arrive. */
export const dataBody = v.variant('kind', [say, join, leave, rename, receipt]);
/** Kinds that shape the world itself: they hold at once everywhere and are in no view. */
export const worldBody = v.variant('kind', [warp, place, wayBody, settings, caption]);
/** Kinds that say who may do what: no part of what happened, so no recording holds them. */
export const orderBody = v.variant('kind', [standing, hostLink, key, next, after, station]);
export const controlBody = v.variant('kind', [...worldBody.options, ...orderBody.options]);

export const CONTROL_KINDS = controlBody.options.map(({ entries }) => entries.kind.literal);
export const WORLD_KINDS = worldBody.options.map(({ entries }) => entries.kind.literal);

export type DataBody = v.InferOutput<typeof dataBody>;
export type WorldBody = v.InferOutput<typeof worldBody>;
export type ControlBody = v.InferOutput<typeof controlBody>;
export type ErasedBody = v.InferOutput<typeof erasedBody>;
export type EventBody = DataBody | ControlBody | ErasedBody;
export type Key = Omit<v.InferOutput<typeof key>, 'kind' | 'member'>;
export type Standing = v.InferOutput<typeof standing>['is'];
export type CustomPlace = v.InferOutput<typeof customPlace>;
export type Way = v.InferOutput<typeof way>;
export type RoomSettings = v.InferOutput<typeof roomSettings>;

/** An event as it stands in the view of one place. No log position: a gap in it would tell of others. */
export const arrivedEvent = v.object({
  id: eventId,
  author: memberId,
  origin: placeId,
  sentAt: simTime,
  arrivesAt: simTime,
  body: dataBody,
});
export type ArrivedEvent = v.InferOutput<typeof arrivedEvent>;

/** The last event that a client has seen at its place. The event's key stands for its position. */
export const cursor = v.object({
  epoch: v.pipe(v.string(), v.maxLength(64)),
  arrivesAt: simTime,
  author: memberId,
  id: eventId,
});
export type WireCursor = v.InferOutput<typeof cursor>;
