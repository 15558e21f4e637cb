// Where places are in space, km, seen from above the ecliptic. A custom place has a distance and no
// direction: it gets one from its id, and goes with its body. Pure.
import { type SimMs, simMs } from '../../shared/time/frames.ts';
import type { Leg } from '../state/sightings.ts';

/** Kilometres; x and y in the ecliptic, z to its north. */
export interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A place: a body, or `owltMs` of light from one. */
export interface Spot {
  readonly body: string;
  readonly owltMs: number;
  /** The direction in which a custom place is drawn, radians in the ecliptic. */
  readonly bearing: number;
}

export interface Space {
  /** Heliocentric, ecliptic. */
  position(body: string, at: SimMs): Vector;
  /** As it is for light that leaves at `at`. */
  spot(place: string, at: SimMs): Spot;
}

/** What light covers, km per ms: exact by definition of the metre. */
export const KM_PER_MS = 299.792458;

/** Obliquity of the ecliptic at J2000 (IAU 2006): 84381.406 arc seconds. */
const OBLIQUITY = ((84_381.406 / 3600) * Math.PI) / 180;
const COS = Math.cos(OBLIQUITY);
const SIN = Math.sin(OBLIQUITY);

/** From equatorial to ecliptic axes. */
export const toEcliptic = ({ x, y, z }: Vector): Vector => ({
  x,
  y: y * COS + z * SIN,
  z: z * COS - y * SIN,
});

export const minus = (a: Vector, b: Vector): Vector => ({
  x: a.x - b.x,
  y: a.y - b.y,
  z: a.z - b.z,
});

export const length = ({ x, y, z }: Vector): number => Math.hypot(x, y, z);

/** Where a place is at a moment. */
export const placeAt = (space: Space, place: string, at: SimMs): Vector =>
  spotAt(space, space.spot(place, at), at);

function spotAt(space: Space, { body, owltMs, bearing }: Spot, at: SimMs): Vector {
  const { x, y, z } = space.position(body, at);
  const far = owltMs * KM_PER_MS;
  return { x: x + Math.cos(bearing) * far, y: y + Math.sin(bearing) * far, z };
}

/** A direction that a sphere of light is watched in, because a place will be there. */
export interface Aim {
  readonly longitude: number;
  readonly latitude: number;
}

/** A sphere of light: from `startsAt` it grows evenly, until nobody is left to reach. */
export interface Sphere {
  readonly startsAt: SimMs;
  readonly endsAt: SimMs;
  /** Its centre stays where the light left, or (`follows`) goes with a body and its custom place. */
  readonly centre: Vector;
  readonly follows?: Spot;
  /** That of light, unless the host has fixed or moved how far a place is. */
  readonly kmPerMs: number;
  /** By longitude. */
  readonly aims: readonly Aim[];
}

export interface Message {
  readonly origin: string;
  readonly sentAt: SimMs;
  readonly legs: readonly Leg[];
}

/**
 * The spheres of one message. What leaves together for the bodies is one sphere; what a block holds
 * leaves later, and a way of a fixed time has a sphere of its own speed.
 */
export function spheresOf(space: Space, message: Message): readonly Sphere[] {
  const { origin, sentAt, legs } = message;
  const together = new Map<SimMs, Leg[]>();
  const spheres: Sphere[] = [];
  for (const leg of legs) {
    const leavesAt = leg.leavesAt ?? sentAt;
    if (leg.isFixed) spheres.push(...fixedSphere(space, { origin, leavesAt, leg }));
    else together.set(leavesAt, [...(together.get(leavesAt) ?? []), leg]);
  }
  for (const [leavesAt, list] of together) {
    spheres.push(...lightSpheres(space, { ...message, legs: list }, leavesAt));
  }
  return spheres;
}

/** Straight from where it left to where the place is at the arrival. */
function fixedSphere(
  space: Space,
  { origin, leavesAt, leg }: { origin: string; leavesAt: SimMs; leg: Leg },
): readonly Sphere[] {
  const { place, arrivesAt } = leg;
  const centre = placeAt(space, origin, leavesAt);
  const way = minus(placeAt(space, place, arrivesAt), centre);
  if (arrivesAt <= leavesAt) return [];
  const kmPerMs = length(way) / (arrivesAt - leavesAt);
  return [{ startsAt: leavesAt, endsAt: arrivesAt, centre, kmPerMs, aims: [aimAt(way)] }];
}

/**
 * Between bodies there is one sphere, about the point where the light left. A custom place speaks and
 * hears through its body: light goes to the body first, and on from it, by the distances of `sentAt`.
 */
function lightSpheres(
  space: Space,
  { origin, sentAt, legs }: Message,
  leavesAt: SimMs,
): readonly Sphere[] {
  const from = space.spot(origin, sentAt);
  const relayedAt = simMs(leavesAt + from.owltMs);
  const spheres: Sphere[] = [];
  if (from.owltMs > 0) {
    const centre = spotAt(space, from, leavesAt);
    const aims = [flatAim(from.bearing + Math.PI)];
    const span = { startsAt: leavesAt, endsAt: relayedAt };
    spheres.push({ ...span, centre, follows: from, kmPerMs: KM_PER_MS, aims });
  }
  const centre = space.position(from.body, relayedAt);
  const aims: Aim[] = [];
  let endsAt = relayedAt;
  for (const { place, arrivesAt } of legs) {
    const to = space.spot(place, sentAt);
    const atBody = simMs(arrivesAt - to.owltMs);
    if (to.body !== from.body) {
      aims.push(aimAt(minus(space.position(to.body, atBody), centre)));
      endsAt = simMs(Math.max(endsAt, atBody));
    }
    if (to.owltMs === 0) continue;
    // It has moved since the light left, yet hears it as far as it was: the light goes with it.
    const kmPerMs = (KM_PER_MS * space.spot(place, arrivesAt).owltMs) / to.owltMs;
    spheres.push({
      startsAt: atBody,
      endsAt: arrivesAt,
      centre: space.position(to.body, atBody),
      follows: { body: to.body, owltMs: 0, bearing: 0 },
      kmPerMs,
      aims: [flatAim(to.bearing)],
    });
  }
  if (aims.length > 0) {
    aims.sort((a, b) => a.longitude - b.longitude);
    spheres.push({ startsAt: relayedAt, endsAt, centre, kmPerMs: KM_PER_MS, aims });
  }
  return spheres;
}

export const radiusKm = ({ startsAt, kmPerMs }: Sphere, at: SimMs): number =>
  Math.max(0, at - startsAt) * kmPerMs;

/** The centre of a sphere at a moment. */
export const centreAt = (space: Space, { centre, follows }: Sphere, at: SimMs): Vector =>
  follows ? spotAt(space, follows, at) : centre;

/**
 * The outline of a sphere: points on it, all around, that pass exactly through each direction in
 * which somebody waits. `fine`: points between them are this many; close to a direction there are more.
 */
export function outline(
  { aims }: Sphere,
  { centre, radius, fine }: { centre: Vector; radius: number; fine: number },
): readonly Vector[] {
  const points: Vector[] = [];
  for (const longitude of longitudesOf(aims, fine)) {
    const latitude = latitudeAt(aims, longitude);
    const flat = Math.cos(latitude) * radius;
    points.push({
      x: centre.x + Math.cos(longitude) * flat,
      y: centre.y + Math.sin(longitude) * flat,
      z: centre.z + Math.sin(latitude) * radius,
    });
  }
  return points;
}

function aimAt({ x, y, z }: Vector): Aim {
  return { longitude: Math.atan2(y, x), latitude: Math.atan2(z, Math.hypot(x, y)) };
}

/** A bearing in the ecliptic, from -pi to pi. */
const flatAim = (bearing: number): Aim => ({
  longitude: Math.atan2(Math.sin(bearing), Math.cos(bearing)),
  latitude: 0,
});

/** Offsets from a direction, radians: a map with a logarithmic scale magnifies what is near its centre. */
const NEAR = [1e-6, 1e-5, 1e-4, 1e-3, 5e-3, 0.02, 0.06];

function longitudesOf(aims: readonly Aim[], fine: number): readonly number[] {
  const found: number[] = [];
  for (let index = 0; index < fine; index++) found.push((index / fine) * TURN - Math.PI);
  for (const { longitude } of aims) {
    found.push(longitude);
    for (const offset of NEAR) found.push(longitude - offset, longitude + offset);
  }
  return found.sort((a, b) => a - b);
}

/** Between two aims the latitude goes from one to the other; beyond the last, round to the first. */
function latitudeAt(aims: readonly Aim[], longitude: number): number {
  const [first] = aims;
  const last = aims.at(-1);
  if (!first || !last) return 0;
  const next = aims.find((aim) => aim.longitude >= longitude);
  const before = aims.findLast((aim) => aim.longitude < longitude);
  const from = before ?? { ...last, longitude: last.longitude - TURN };
  const to = next ?? { ...first, longitude: first.longitude + TURN };
  const span = to.longitude - from.longitude;
  const part = span === 0 ? 0 : (longitude - from.longitude) / span;
  return from.latitude + (to.latitude - from.latitude) * part;
}

const TURN = 2 * Math.PI;
