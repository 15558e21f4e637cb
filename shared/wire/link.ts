// The tab's own link (control plane: it must be possible to turn it back at once).
import * as v from 'valibot';
import { ask } from './define.ts';
import { LINK_DELAY_MS_MAX } from './limits.ts';
import { range } from './scalars.ts';

/** One direction of a link: one-way, real ms. */
const direction = v.object({
  delayMs: range('delayMs', 0, LINK_DELAY_MS_MAX),
  jitterMs: range('jitterMs', 0, LINK_DELAY_MS_MAX),
});
export type LinkDirection = v.InferOutput<typeof direction>;

const link = v.object({ up: direction, down: direction });
export type WireLink = v.InferOutput<typeof link>;

export const linkAsks = {
  /** Sets the link of this tab; it is for later packets. Answers with what is in force. */
  'link:set': ask('control', { ask: link, answer: link }),
};
