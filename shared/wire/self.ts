// Who one is in a room.
import * as v from 'valibot';
import { hue, memberId, name, placeId } from './scalars.ts';

export const self = v.object({
  id: memberId,
  name,
  hue,
  place: placeId,
  host: v.boolean(),
  /** By the host: what one says is refused. */
  muted: v.boolean(),
});
export type Self = v.InferOutput<typeof self>;
