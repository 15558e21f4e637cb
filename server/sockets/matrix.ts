// How long one signal takes between each two places of a room, now. Many may look at once, and at a
// high warp each look costs some 20 ms of ephemeris: what was worked out is good for a moment.
import { BODIES } from '../../shared/space/bodies.ts';
import { customPlaces } from '../../shared/space/place-table.ts';
import { definedWays } from '../../shared/space/way-table.ts';
import { type RealMs, simMs } from '../../shared/time/frames.ts';
import type { Matrix } from '../../shared/wire/space.ts';
import type { Room } from '../chat/room.ts';

/** Real ms for which a matrix is handed out again, while the world of the room is the same. */
const FRESH_FOR_MS = 250;

interface Made {
  readonly matrix: Matrix;
  readonly world: Room['world'];
  readonly at: RealMs;
}

const made = new WeakMap<Room, Made>();

export function matrixOf(room: Room): Matrix {
  const known = made.get(room);
  const now = room.now();
  if (known && known.world === room.world && now < known.at + FRESH_FOR_MS) return known.matrix;
  const matrix = makeMatrix(room);
  made.set(room, { matrix, world: room.world, at: now });
  return matrix;
}

function makeMatrix(room: Room): Matrix {
  // A moment ahead, so that a change shows even while the clock is paused.
  const at = simMs(room.simNow() + 1);
  const places = [...BODIES, ...customPlaces(room.world.places)].map(({ id }) => id);
  const each = <Cell>(cell: (from: string, to: string) => Cell): Cell[][] =>
    places.map((from) => places.map((to) => cell(from, to)));
  return {
    at,
    places,
    lightMs: each((from, to) => room.lightMs(from, to, at)),
    owltMs: each((from, to) => {
      const arrivesAt = room.arrive(from, to, at);
      return arrivesAt === Infinity ? null : arrivesAt - at;
    }),
    ways: definedWays(room.world.ways),
  };
}
