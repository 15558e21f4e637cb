// Puts the sky map together from what the tab knows at this moment. Read with peek, once a frame.
import { isBodyId } from '../../shared/space/bodies.ts';
import type { SimMs } from '../../shared/time/frames.ts';
import { simNow } from '../state/clock.ts';
import { detour, type Light } from '../state/light.ts';
import { isOmniscient } from '../state/omniscient.ts';
import { groups, legs, picturedPlaces, selected } from '../state/pictured.ts';
import { familyOf } from '../state/place-order.ts';
import { placeOf, places, rangesFromHere } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { isKnownAt, type Sighting } from '../state/sightings.ts';
import { type Palette, palette } from '../ui/picture/palette.ts';
import { lensMap, logMap, type Projection } from './projection.ts';
import {
  KM_PER_MS,
  length,
  minus,
  placeAt,
  type Space,
  type Sphere,
  spheresOf,
  toEcliptic,
  type Vector,
} from './space.ts';
import { thin } from './thin.ts';

/** A place or a landmark on the map. */
export interface Star {
  readonly id: string;
  readonly at: Vector;
  readonly name: string;
  readonly hue: number;
  /** Of the room; others are landmarks. */
  readonly isPlace: boolean;
  readonly isHere: boolean;
}

export interface Lens {
  readonly projection: Projection;
  readonly stars: readonly Star[];
  /** Where its middle is on the map. */
  readonly of: { readonly x: number; readonly y: number };
  readonly farKm: number;
}

export interface Glow {
  readonly sphere: Sphere;
  readonly isLit: boolean;
  readonly isGhost: boolean;
}

export interface SkyFrame {
  readonly at: SimMs;
  readonly space: Space;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly map: Projection;
  readonly nearKm: number;
  readonly farKm: number;
  readonly stars: readonly Star[];
  readonly lenses: readonly Lens[];
  readonly glows: readonly Glow[];
  readonly isSmall: boolean;
}

export type Centre = 'here' | 'sun';

const LANDMARKS = ['sun', 'mercury', 'venus', 'earth', 'mars', 'jupiter', 'saturn'];
const JOVIAN = ['io', 'europa', 'ganymede', 'callisto'];

export function composeSky(
  light: Light,
  {
    width,
    height,
    centre,
    isSmall,
  }: { width: number; height: number; centre: Centre; isSmall: boolean },
): SkyFrame {
  const at = simNow();
  const space = spaceOf(light);
  const here = myPlace.peek();
  const shown = picturedPlaces.peek();
  const middle = centre === 'sun' ? { x: 0, y: 0, z: 0 } : placeAt(space, here, at);
  const far = (id: string): number => length(minus(placeAt(space, id, at), middle));
  const distances = shown.map(far).filter((km) => km > 1);
  const farKm = Math.max(SECOND_KM, ...distances) * RIM_PART;
  const nearKm = Math.max(SECOND_KM / 10, Math.min(farKm, ...distances) / 3);
  const lensed = lensedFamilies(shown, centre === 'sun' ? undefined : here);
  const room = layOut({ width, height, lenses: lensed.length, isSmall });
  const map = logMap({ centreKm: middle, ...room.map, nearKm, farKm });
  const star = (id: string): Star => {
    const { name, hue } = placeOf(id);
    const isPlace = shown.includes(id);
    return { id, at: placeAt(space, id, at), name, hue, isPlace, isHere: id === here };
  };
  const landmarks = LANDMARKS.filter((id) => !shown.includes(id) && far(id) <= farKm);
  const lenses = lensed.map(({ planet, members }, index): Lens => {
    const centreKm = space.position(planet, at);
    const stars = [...new Set([planet, ...(planet === 'jupiter' ? JOVIAN : []), ...members])].map(
      star,
    );
    const farthest = Math.max(...stars.map((one) => length(minus(one.at, centreKm))));
    const farthestKm = Math.max(farthest * 1.25, SECOND_KM);
    const spot = room.lenses[index] as { x: number; y: number };
    return {
      projection: lensMap({ centreKm, centre: spot, radiusPx: room.lensPx, farKm: farthestKm }),
      stars,
      of: map.project(centreKm),
      farKm: farthestKm,
    };
  });
  const inLens = new Set(
    lensed.flatMap(({ planet, members }) => members.filter((id) => id !== planet)),
  );
  const planets = lensed.map(({ planet }) => planet);
  const ids = new Set([...landmarks, ...planets, ...shown.filter((id) => !inLens.has(id))]);
  return {
    at,
    space,
    palette: palette(),
    width,
    height,
    map,
    nearKm,
    farKm,
    stars: [...ids].map(star),
    lenses,
    glows: glowsAt(space, at),
    isSmall,
  };
}

const SECOND_KM = 1000 * KM_PER_MS;
/** The rim of the map, measured by the farthest place. */
const RIM_PART = 1.45;

let spaceFor: unknown;
let spaceNow: Space | undefined;

/** Positions of this frame are asked for many times: they are kept by body and moment. */
function spaceOf(light: Light): Space {
  if (spaceNow && spaceFor === light) return spaceNow;
  const kept = new Map<string, { at: SimMs; position: Vector }>();
  const position = (body: string, at: SimMs): Vector => {
    const before = kept.get(body);
    if (before?.at === at) return before.position;
    const found = isBodyId(body) ? toEcliptic(light.positionKm(body, at)) : { x: 0, y: 0, z: 0 };
    kept.set(body, { at, position: found });
    return found;
  };
  spaceFor = light;
  spaceNow = {
    position,
    spot(place, at) {
      const { body, owltMs } = light.spot(place, at) ?? { body: place, owltMs: 0 };
      return { body, owltMs, bearing: (placeOf(place).hue * Math.PI) / 180 };
    },
  };
  return spaceNow;
}

/** Messages in flight that are looked at for a frame. Rings of more would be less than a pixel apart. */
const GLOWS_MAX = 2_000;
let spheresFor: unknown;
let spheresKept = new WeakMap<Sighting, readonly Sphere[]>();

/** The spheres that still grow towards somebody, of what can be known here now. */
function glowsAt(space: Space, at: SimMs): readonly Glow[] {
  const legsOf = legs.peek();
  if (spheresFor !== legsOf) {
    spheresFor = legsOf;
    spheresKept = new WeakMap();
  }
  const farthest = Math.max(0, ...[...rangesFromHere.peek().values()].map(({ outMs }) => outMs));
  const longest = farthest + detour.peek();
  const lit = selected.peek();
  const glows: Glow[] = [];
  const sightings = thin(groups.peek(), {
    isOver: ({ to }) => to + 2 * longest < at,
    most: GLOWS_MAX,
    always: lit,
  });
  for (const sighting of sightings) {
    const { event, key, isGhost } = sighting;
    if (event.body.kind !== 'say') continue;
    if (!isKnownAt(sighting, { at, isOmniscient: isOmniscient.peek() })) continue;
    let spheres = spheresKept.get(sighting);
    if (!spheres) {
      spheres = spheresOf(space, { ...event, legs: legsOf(sighting) });
      spheresKept.set(sighting, spheres);
    }
    for (const sphere of spheres) {
      if (sphere.startsAt > at || sphere.endsAt < at) continue;
      glows.push({ sphere, isLit: key === lit, isGhost });
    }
  }
  return glows;
}

/** Families of which a moon is in the room get a lens, unless one looks from inside of them. */
function lensedFamilies(shown: readonly string[], from: string | undefined) {
  const known = places.peek();
  const own = from === undefined ? undefined : familyOf(from, known);
  return [
    { planet: 'jupiter', moons: JOVIAN },
    { planet: 'earth', moons: ['moon'] },
  ].flatMap(({ planet, moons }) => {
    const members = shown.filter((id) => id === planet || moons.includes(id));
    const isLensed = members.some((id) => moons.includes(id)) && familyOf(planet, known) !== own;
    return isLensed ? [{ planet, members }] : [];
  });
}

/** The map takes what the lenses leave: they stand on its right, or below it on an upright canvas. */
function layOut({
  width,
  height,
  lenses,
  isSmall,
}: {
  width: number;
  height: number;
  lenses: number;
  isSmall: boolean;
}) {
  const isUpright = height > width;
  const lensPx = Math.min(
    150,
    (isSmall ? 0.17 : 0.2) * Math.max(width, height),
    0.24 * Math.min(width, height) + 20,
  );
  const taken = lenses > 0 ? lensPx * 2 + 28 : 0;
  const mapWidth = isUpright ? width : width - taken;
  const mapHeight = isUpright ? height - taken : height;
  const spots = Array.from({ length: lenses }, (_, index) => {
    const along = (index + 1) / (lenses + 1);
    return isUpright
      ? { x: width * along, y: height - lensPx - 18 }
      : { x: width - lensPx - 16, y: height * along };
  });
  return {
    map: {
      centre: { x: mapWidth / 2, y: mapHeight / 2 },
      radiusPx: Math.max(20, Math.min(mapWidth, mapHeight) / 2 - (isSmall ? 6 : 12)),
    },
    lenses: spots,
    lensPx,
  };
}
