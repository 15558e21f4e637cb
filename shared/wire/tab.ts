// One tab and what the host decides about it (control plane): how it waits, where it is, whether it
// freezes for all to see; and what it measures of itself.
import * as v from 'valibot';
import { ask, notice } from './define.ts';
import { BLOCKING_WAIT_MS_MAX, FREEZE_MS_MIN } from './limits.ts';
import { name, range, roomId } from './scalars.ts';

const mode = v.picklist(['blocking', 'non-blocking']);
/** What is not named stays. */
export const modes = { send: v.optional(mode), receive: v.optional(mode) };

/** What a tab measures of itself, since its last report where it counts. */
export const reading = v.object({
  /** Frames of the last second. */
  fps: range('fps', 0, 1000),
  /** The longest time without a frame since the report before, ms. */
  longestMs: range('longestMs', 0, 86_400_000),
  /** Freezes since the page was opened. */
  freezes: range('freezes', 0, 1_000_000),
  /** Messages that the log has not taken. */
  unsent: range('unsent', 0, 1_000_000),
  send: mode,
  receive: mode,
  /** Out of sight: browsers draw such pages about once a second. */
  hidden: v.boolean(),
});
export type Reading = v.InferOutput<typeof reading>;

const ordered = v.object({
  ...modes,
  /** Of an order of the host: the same again when the tab comes back. */
  order: v.string(),
});
const request = v.object({
  /** The host's name, and for how long. */
  by: name,
  ms: range('ms', FREEZE_MS_MIN, BLOCKING_WAIT_MS_MAX),
});

export const tabAsks = {
  /** What holds for this tab now; asked once it hears the notices below. */
  'tab:begin': ask('control', {
    ask: v.object({}),
    answer: v.object({
      watched: v.boolean(),
      modes: v.nullable(ordered),
      freeze: v.nullable(request),
      /** Where the next run is; null for a host, who may look at this one. */
      next: v.nullable(roomId),
    }),
  }),
  /** At most once a second, and only while somebody watches. */
  'tab:report': ask('control', { ask: reading, answer: v.object({}) }),
  /** The person's answer to `tab:asked`; a yes is good for one freeze. */
  'tab:consent': ask('control', { ask: v.object({ yes: v.boolean() }), answer: v.object({}) }),
};

export const tabNotices = {
  'tab:watched': notice('control', v.object({ on: v.boolean() })),
  'tab:modes': notice('control', ordered),
  /** The host asks whether this tab may be frozen. */
  'tab:asked': notice('control', request),
  /** The person has agreed, and now is the moment. */
  'tab:freeze': notice('control', v.object({ ms: request.entries.ms })),
};
