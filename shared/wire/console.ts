// The host's console (control plane): what it shows of every member, and what it may decide.
import * as v from 'valibot';
import { ask, notice } from './define.ts';
import { captionText, stationDoes } from './event.ts';
import { BLOCKING_WAIT_MS_MAX, FREEZE_MS_MIN } from './limits.ts';
import { hue, memberId, name, placeId, range, realTime, roomId, token } from './scalars.ts';
import { modes, reading } from './tab.ts';

/** One member, or everybody. */
const whose = v.union([v.literal('all'), memberId]);

const way = v.object({ delayMs: v.number(), jitterMs: v.number(), loss: v.number() });

/** A tab's link in short. */
const brief = v.object({
  /** The preset that it is, if it is one. */
  preset: v.nullable(v.string()),
  up: way,
  down: way,
  /** Packets in flight now. */
  inFlight: v.number(),
});

/** One member, light or no light: for hosts only. */
const row = v.object({
  member: memberId,
  name,
  hue,
  place: placeId,
  station: v.boolean(),
  /** What a station does that the server speaks for; null for everybody else. */
  does: v.nullable(stationDoes),
  /** Part of the scenario: it stays. */
  stays: v.boolean(),
  standing: v.picklist(['member', 'muted', 'host']),
  /** Its tabs that are open. */
  tabs: v.number(),
  /** Of the tab that was heard last; null without one. */
  link: v.nullable(brief),
  /** What that tab reports of itself; null until it has. */
  reading: v.nullable(reading),
  /** Messages of its own whose light is on its way to somebody. */
  flying: v.number(),
  /** When anything was last heard of a tab; null when nothing was. */
  seenAt: v.nullable(realTime),
  /** Whether it lets itself be frozen: asked, agreed (once), frozen now. */
  volunteer: v.picklist(['no', 'asked', 'willing', 'frozen']),
});
export type Row = v.InferOutput<typeof row>;

/** A member that comes by a key, from any machine. */
const seat = v.object({
  member: memberId,
  name,
  hue,
  /** Where it is, or will be when it first comes. */
  place: placeId,
  /** Whether a key is good for it now. */
  isGood: v.boolean(),
  presence: v.picklist(['never', 'here', 'away']),
});
export type Seat = v.InferOutput<typeof seat>;

export const consoleAsks = {
  /** Switches the rows on or off; while somebody watches, tabs report about once a second. */
  'console:watch': ask('control', {
    ask: v.object({ on: v.boolean() }),
    answer: v.object({ rows: v.array(row) }),
  }),
  'console:place': ask('control', {
    ask: v.object({ whose, place: placeId }),
    answer: v.object({ moved: v.number() }),
  }),
  /** How tabs wait: also those that come later, as long as the room is loaded. */
  'console:mode': ask('control', {
    ask: v.object({ whose, ...modes }),
    answer: v.object({}),
  }),
  /** First asks the person; when they have agreed, freezes their tab, once. */
  'console:freeze': ask('control', {
    ask: v.object({
      member: memberId,
      do: v.picklist(['ask', 'freeze']),
      ms: range('ms', FREEZE_MS_MIN, BLOCKING_WAIT_MS_MAX),
    }),
    answer: v.object({}),
  }),
  /** Starts a station: it stays, also over restarts, until it is removed (`room:remove`). */
  'console:station': ask('control', {
    ask: v.object({
      does: stationDoes,
      place: placeId,
      name: v.optional(name),
      /** Of a beacon, real seconds; default 60. */
      everySeconds: v.optional(range('everySeconds', 5, 86_400)),
    }),
    answer: v.object({ member: memberId }),
  }),
  'console:standing': ask('control', {
    ask: v.object({ member: memberId, is: v.picklist(['member', 'muted', 'host']) }),
    answer: v.object({}),
  }),
  /** Calls everybody over to another room that one is a host of. What was said here stays here. */
  'console:run': ask('control', {
    ask: v.object({ room: roomId, hostToken: token }),
    answer: v.object({}),
  }),
  /** The room as a scenario file, as text. */
  'console:scenario': ask('control', {
    ask: v.object({}),
    answer: v.object({ file: v.string() }),
  }),
  /** The members that come by a key, in the order in which they were made. */
  'console:keys': ask('control', {
    ask: v.object({}),
    answer: v.object({ seats: v.array(seat) }),
  }),
  /**
   * A key for a new member, or another one for `member`, whose old key is nobody's then. It is told this
   * once; the log keeps its hash.
   */
  'console:key': ask('control', {
    ask: v.union([v.object({ member: memberId }), v.object({ name, hue, place: placeId })]),
    answer: v.object({ member: memberId, key: token }),
  }),
  /** The key of a member is nobody's from now on, and its tabs are shown out. */
  'console:revoke': ask('control', { ask: v.object({ member: memberId }), answer: v.object({}) }),
  'console:caption': ask('control', {
    ask: v.object({ text: captionText }),
    answer: v.object({}),
  }),
};

export const consoleNotices = {
  /** About once a second, to those who watch: members that have changed, and who is gone. */
  'console:rows': notice('control', v.object({ rows: v.array(row), gone: v.array(memberId) })),
};
