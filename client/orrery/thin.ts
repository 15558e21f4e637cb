// Of a crowd in flight only so many are looked at for a frame. Pure.
import type { Group } from '../state/pictured.ts';
import type { Sighting } from '../state/sightings.ts';

export interface ThinOptions {
  /** Groups before which everything has arrived are left out whole. */
  readonly isOver: (group: Group) => boolean;
  readonly most: number;
  /** Key of one that stays in any case. */
  readonly always: string | undefined;
}

/**
 * All sightings of the groups that are not over; of more than `most` every second, fourth ... one, the
 * same ones from frame to frame while others come behind them.
 */
export function thin(
  groups: readonly Group[],
  { isOver, most, always }: ThinOptions,
): readonly Sighting[] {
  let total = 0;
  for (const group of groups) if (!isOver(group)) total += group.sightings.length;
  const stride = 2 ** Math.max(0, Math.ceil(Math.log2(total / most)));
  const kept: Sighting[] = [];
  let before = 0;
  for (const group of groups) {
    const { sightings } = group;
    if (!isOver(group)) {
      const first = (stride - (before % stride)) % stride;
      for (let index = first; index < sightings.length; index += stride) {
        kept.push(sightings[index] as Sighting);
      }
      const wanted = always !== undefined && sightings.find(({ key }) => key === always);
      if (wanted && !kept.includes(wanted)) kept.push(wanted);
    }
    before += sightings.length;
  }
  return kept;
}
