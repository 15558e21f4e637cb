// The data plane: what passes the link and travels as light does.
import * as v from 'valibot';
import { ask, notice } from './define.ts';
import { arrivedEvent, cursor, eventKey, priority } from './event.ts';
import { FOUND_MAX } from './limits.ts';
import { eventId, hue, memberId, name, placeId, searchWords, simTime, text } from './scalars.ts';

/** A member as one place knows it: by the newest presence event whose light has arrived there. */
const person = v.object({
  id: memberId,
  name,
  hue,
  station: v.boolean(),
  /** Where they were last known to be. */
  place: placeId,
  here: v.boolean(),
  /** With `here` false after a move: where they said they were going. */
  to: v.optional(placeId),
  /** When the light of that news left. */
  asOf: simTime,
});
export type Person = v.InferOutput<typeof person>;

/** When a message reaches a place, as light time predicts it. */
const arrivals = v.array(v.object({ place: placeId, arrivesAt: simTime }));
export type Arrivals = v.InferOutput<typeof arrivals>;

const sent = v.object({ id: eventId, origin: placeId, sentAt: simTime, arrivals });

/** A piece of the view of `place`, ordered by arrival. */
const page = v.object({
  place: placeId,
  events: v.array(arrivedEvent),
  /** For the reader's own messages among `events`: their predicted arrivals, by event id. */
  own: v.record(v.string(), arrivals),
  /** After the last of `events`; null in an empty view. */
  cursor: v.nullable(cursor),
});

export const chatAsks = {
  /** Idempotent by (author, id): a repeated ask gets the same answer and no second event. */
  'chat:say': ask('data', {
    ask: v.object({
      id: eventId,
      text,
      /** A message that has arrived at one's place. */
      replyTo: v.optional(eventKey),
      /** A mark: it changes neither light nor link nor order. */
      priority: v.optional(priority),
    }),
    answer: sent,
  }),
  /** Tells whoever is at the same place now, and other places when its light gets there. Kept nowhere. */
  'chat:typing': ask('data', { ask: v.object({}), answer: v.object({}) }),
  /** "Everything that arrived here up to `upTo` has been shown": others learn it at light speed. */
  'chat:receipt': ask('data', { ask: v.object({ upTo: simTime }), answer: v.object({}) }),
  /**
   * The view from a cursor on, exactly; null: the newest page. While `more` is true ask
   * again from the new cursor; with the last page the tab starts to get `chat:arrived`.
   * `fresh`: drop what you have; `lost`: the log has another epoch, something may be missing.
   */
  'chat:resume': ask('data', {
    ask: v.object({ after: v.nullable(cursor) }),
    answer: v.object({
      ...page.entries,
      fresh: v.boolean(),
      lost: v.boolean(),
      more: v.boolean(),
      /** Whether history goes on before `events` (only with `fresh`). */
      older: v.boolean(),
      /** Everybody this place knows of; only with `fresh`. */
      people: v.array(person),
      /** The newest receipt from each place that has arrived here; only with `fresh`. */
      receipts: v.array(arrivedEvent),
    }),
  }),
  /** The page just before `before`, oldest first. */
  'chat:history': ask('data', {
    ask: v.object({ before: cursor }),
    answer: v.object({ ...page.entries, older: v.boolean() }),
  }),
  /**
   * Messages of the view of one's place with all the words, in any order and case, or of the thread of
   * a message that has arrived there, or of a priority or above; with several all of them hold. Newest
   * first. One at a time.
   * `older`: ask again with it as `before`, there may be more; null: that was all.
   */
  'chat:search': ask('data', {
    ask: v.object({
      words: v.optional(searchWords),
      thread: v.optional(eventKey),
      priority: v.optional(priority),
      before: v.nullable(cursor),
    }),
    answer: v.object({
      place: placeId,
      events: v.array(arrivedEvent),
      older: v.nullable(cursor),
    }),
  }),
  /** Of these messages those that have arrived at one's place: what an older one answered. */
  'chat:find': ask('data', {
    ask: v.object({ of: v.pipe(v.array(eventKey), v.minLength(1), v.maxLength(FOUND_MAX)) }),
    answer: v.object({
      place: placeId,
      events: v.array(arrivedEvent),
      /** Those that had arrived there, and are kept no longer. */
      gone: v.array(eventKey),
    }),
  }),
};

export const chatNotices = {
  /** What entered the light cone of the tab's place, ordered by arrival. */
  'chat:arrived': notice(
    'data',
    v.object({
      place: placeId,
      events: v.array(arrivedEvent),
      /** The last arrival before `events`; null when there was none: whoever has another one missed some. */
      after: v.nullable(cursor),
      cursor,
    }),
  ),
  /** Somebody was typing when this light left them. */
  'chat:typed': notice('data', v.object({ place: placeId, member: memberId, origin: placeId })),
};
