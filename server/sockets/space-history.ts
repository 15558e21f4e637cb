// What a tab needs to reckon arrivals as the server does: every version of places and ways. It is what
// everybody was told at its time, so it tells nobody anything new.
import type { Space } from '../../shared/space/way-table.ts';
import type { SpaceHistory } from '../../shared/wire/space.ts';

export function historyOf({ places, ways }: Space): SpaceHistory {
  return {
    places: [...places.values()].map(({ place, versions }) => ({ place, versions: [...versions] })),
    ways: [...ways.values()].flat(),
  };
}
