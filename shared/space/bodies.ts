// The bodies that a member can be at. Light facts only; where they are is the ephemeris' business.

export interface Body {
  readonly id: BodyId;
  /** Name for people. */
  readonly name: string;
  /** Hue of the place everywhere in the UI, degrees. */
  readonly hue: number;
  /** The body it goes round, for grouping; undefined for the Sun. */
  readonly around: BodyId | undefined;
}

export type BodyId =
  | 'earth'
  | 'moon'
  | 'io'
  | 'ganymede'
  | 'mars'
  | 'jupiter'
  | 'europa'
  | 'callisto'
  | 'sun'
  | 'mercury'
  | 'venus'
  | 'saturn'
  | 'uranus'
  | 'neptune'
  | 'pluto';

const body = (id: BodyId, name: string, hue: number, around: BodyId | undefined): Body => ({
  id,
  name,
  hue,
  around,
});

/** All bodies, those that people pick most first. */
export const BODIES: readonly Body[] = [
  body('earth', 'Earth', 215, 'sun'),
  body('moon', 'Moon', 255, 'earth'),
  body('io', 'Io', 85, 'jupiter'),
  body('ganymede', 'Ganymede', 320, 'jupiter'),
  body('mars', 'Mars', 28, 'sun'),
  body('europa', 'Europa', 190, 'jupiter'),
  body('callisto', 'Callisto', 290, 'jupiter'),
  body('jupiter', 'Jupiter', 55, 'sun'),
  body('sun', 'Sun', 95, undefined),
  body('mercury', 'Mercury', 345, 'sun'),
  body('venus', 'Venus', 110, 'sun'),
  body('saturn', 'Saturn', 70, 'sun'),
  body('uranus', 'Uranus', 175, 'sun'),
  body('neptune', 'Neptune', 235, 'sun'),
  body('pluto', 'Pluto', 10, 'sun'),
];

const byId: ReadonlyMap<string, Body> = new Map(BODIES.map((entry) => [entry.id, entry]));

/** The body with that id; undefined for anything else. */
export function findBody(id: string): Body | undefined {
  return byId.get(id);
}

export function isBodyId(id: string): id is BodyId {
  return byId.has(id);
}
