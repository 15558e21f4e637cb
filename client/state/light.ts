// Light between any two places, reckoned in this tab. The ephemeris behind it is large and comes as a
// chunk of its own when the first picture asks for it; the history of the room's space with it.
import { computed, effect, signal } from '@preact/signals';
import type { BodyId } from '../../shared/space/bodies.ts';
import type { Vector } from '../../shared/space/ephemeris.ts';
import type { Space } from '../../shared/space/way-table.ts';
import type { SimMs } from '../../shared/time/frames.ts';
import type { SpaceHistory } from '../../shared/wire/space.ts';
import { ask } from '../wire.ts';
import { places, ways } from './places.ts';
import type { Course } from './sightings.ts';
import { detourMs, spaceAsNow, spaceOf } from './space-told.ts';

/** A place in space: a body, or `owltMs` of light from one. */
export interface Spot {
  readonly body: string;
  readonly owltMs: number;
}

/** Undefined: of a place that is not known. Times of sending hold what was said up to then. */
export interface Light {
  /** How light that leaves `from` at `sentAt` gets to `to`. */
  course(from: string, to: string, sentAt: SimMs): Course | undefined;
  /** The last light of `from` that is at `to` by then. */
  lastDeparture(from: string, to: string, arrivedBy: SimMs): SimMs | undefined;
  spot(place: string, at: SimMs): Spot | undefined;
  /** Heliocentric, J2000 equatorial. */
  positionKm(body: BodyId, at: SimMs): Vector;
}

const loaded = signal<((space: Space) => Light) | undefined>(undefined);
const told = signal<SpaceHistory | undefined>(undefined);
let loading: Promise<void> | undefined;

/** What signals go through, as far as it has been told. */
const space = computed<Space>(() => {
  if (told.value) return spaceOf(told.value);
  const customs = places.value.flatMap(({ custom }) => (custom ? [custom] : []));
  return spaceAsNow(customs, ways.value);
});

/** By how much a signal can be longer on its way than light between bodies, ms. */
export const detour = computed(() => detourMs(space.value));

/** Light times and positions, once they are loaded. */
export const light = computed<Light | undefined>(() => loaded.value?.(space.value));

/** Loads the ephemeris, once. A failed load is tried again by the next call. */
export function loadLight(): Promise<void> {
  loading ??= import('./light-loaded.ts').then(
    ({ createLight }) => {
      loaded.value = createLight;
      effect(followSpace);
    },
    () => {
      loading = undefined; // Without it the pictures show what the server told.
    },
  );
  return loading;
}

/** Asks again whenever a place or a way has changed, and in each room anew. */
function followSpace(): void {
  void places.value;
  void ways.value;
  void ask('space:history', {}).then((answer) => {
    if (answer.ok) told.value = answer.value;
  });
}
