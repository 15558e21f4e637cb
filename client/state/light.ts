// Light times between any two places, reckoned in this tab. The ephemeris behind it is large and comes
// as a chunk of its own when the first picture asks for it.
import { computed, signal } from '@preact/signals';
import type { BodyId } from '../../shared/space/bodies.ts';
import type { Vector } from '../../shared/space/ephemeris.ts';
import { type PlaceTable, withPlace } from '../../shared/space/place-table.ts';
import { noWays, type Space, type WayTable, withWay } from '../../shared/space/way-table.ts';
import type { SimMs } from '../../shared/time/frames.ts';
import { SIM_MIN } from '../../shared/time/warp.ts';
import { places, ways } from './places.ts';

/** When light that leaves `from` at `sentAt` is at `to`. Undefined for a place that is not known. */
export type Predict = (from: string, to: string, sentAt: SimMs) => SimMs | undefined;

interface Loaded {
  readonly createPredict: (space: Space) => Predict;
  readonly positionOf: (body: BodyId, at: SimMs) => Vector;
}
const loaded = signal<Loaded | undefined>(undefined);
let loading: Promise<void> | undefined;

/**
 * Light times and positions, once they are loaded. Custom places and ways are those of today: of
 * what was changed, this tab does not know since when.
 */
export const light = computed(() => {
  const module = loaded.value;
  if (module === undefined) return undefined;
  const table = places.value.reduce<PlaceTable>(
    (before, { custom }) => (custom ? withPlace(before, custom, SIM_MIN) : before),
    new Map(),
  );
  const set = ways.value.reduce<WayTable>((before, way) => withWay(before, way, SIM_MIN), noWays);
  return {
    table,
    predict: module.createPredict({ places: table, ways: set }),
    positionKm: module.positionOf,
  };
});

export type Light = NonNullable<typeof light.value>;

/** Loads the ephemeris, once. A failed load is tried again by the next call. */
export function loadLight(): Promise<void> {
  loading ??= import('./light-loaded.ts').then(
    ({ createPredict, positionOf }) => {
      loaded.value = { createPredict, positionOf };
    },
    () => {
      loading = undefined; // Without it the pictures show what the server told.
    },
  );
  return loading;
}
