// Entering and steering a room (control plane).
import * as v from 'valibot';
import { segment } from './clock.ts';
import { ask, notice } from './define.ts';
import { arrivedEvent, customPlace, roomSettings, way } from './event.ts';
import {
  eventId,
  hue,
  joinCode,
  memberId,
  name,
  placeId,
  realTime,
  roomId,
  simTime,
  token,
} from './scalars.ts';
import { self } from './self.ts';

const entered = v.object({
  self,
  /** The member's token; shown once to a new member, kept by the tab. */
  token,
  room: v.object({ id: roomId, title: v.string(), epoch: v.string(), settings: roomSettings }),
  /** Real time at the server when this answer left. */
  now: realTime,
  segment,
  places: v.array(customPlace),
  /** The ways that somebody has set, as they are now. */
  ways: v.array(way),
  /** What the audience is told now. */
  caption: v.string(),
});
export type Entered = v.InferOutput<typeof entered>;

/** What the program of a tab did, in simulated time: measured there, and told after it was over. */
const doing = v.object({
  kind: v.picklist(['waiting', 'frozen']),
  from: simTime,
  to: simTime,
});
export type Doing = v.InferOutput<typeof doing>;

/** An event on its way, with all its arrivals: for the omniscient view only, labelled as such. */
const flight = v.object({
  event: v.omit(arrivedEvent, ['arrivesAt']),
  arrivals: v.array(v.object({ place: placeId, arrivesAt: simTime })),
});
export type Flight = v.InferOutput<typeof flight>;

export const roomAsks = {
  /** Become a member (`newcomer`) or be the one whose token one holds; first thing on a socket. */
  'room:enter': ask('control', {
    ask: v.object({
      protocol: v.number(),
      room: roomId,
      token: v.optional(token),
      newcomer: v.optional(
        v.object({ name, hue, place: placeId, station: v.optional(v.literal(true)) }),
      ),
      hostToken: v.optional(token),
    }),
    answer: entered,
  }),
  /** Say goodbye: the leave is written now, not after the grace of a lost connection. */
  'room:leave': ask('control', { ask: v.object({}), answer: v.object({}) }),
  /** Be at another place from now on. The tab then resumes without a cursor. */
  'room:move': ask('control', {
    ask: v.object({ id: v.pipe(eventId, v.maxLength(60)), place: placeId }),
    answer: v.object({ self }),
  }),
  /** Takes another name and colour; the news travels as light does. */
  'room:rename': ask('control', {
    ask: v.object({ id: eventId, name, hue }),
    answer: v.object({ self }),
  }),
  /** Sets the rules of the room. Hosts only. */
  'room:settings': ask('control', { ask: roomSettings, answer: roomSettings }),
  /**
   * Of the host: the member is put out, and its token is nobody's from now on. With `ban` newcomers
   * from its address are refused, too, unless others here share it.
   */
  'room:remove': ask('control', {
    ask: v.object({ member: memberId, ban: v.optional(v.boolean()) }),
    answer: v.object({ isBanned: v.boolean() }),
  }),
  /** Of a host: a new host link. The old one is nobody's, and whoever else was a host is a guest. */
  'room:host-link': ask('control', { ask: v.object({}), answer: v.object({ hostToken: token }) }),
  /** The short code that leads here; null while the room is not listed. */
  'room:code': ask('control', {
    ask: v.object({}),
    answer: v.object({ code: v.nullable(joinCode) }),
  }),
  /** Switches the omniscient feed of this tab on or off. */
  'room:omniscient': ask('control', {
    ask: v.object({ on: v.boolean() }),
    answer: v.object({ flights: v.array(flight) }),
  }),
  /** Tells those with the omniscient feed on what this tab did, for its world line. */
  'room:doing': ask('control', { ask: doing, answer: v.object({}) }),
};

export const roomNotices = {
  /** Another run has begun: everybody goes to its room. */
  'room:next': notice('control', v.object({ room: roomId })),
  /** What the audience is told has changed. */
  'room:captioned': notice('control', v.object({ text: v.string() })),
  /**
   * Who or where one is has changed, not by oneself, or in another tab. Of a new place nothing arrives
   * until the tab has resumed there.
   */
  'room:self': notice('control', self),
  /** The host has put this member out. */
  'room:removed': notice('control', v.object({})),
  /** The rules have changed. */
  'room:settled': notice('control', v.object({ settings: roomSettings })),
  /** To tabs with the omniscient feed on: what the tab of somebody else did. */
  'room:did': notice('control', v.object({ member: memberId, place: placeId, did: doing })),
  /** To tabs with the omniscient feed on: what has just been sent, anywhere. */
  'room:launched': notice('control', v.object({ flights: v.array(flight) })),
};
