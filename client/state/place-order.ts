// The order in which pictures stand places side by side: from the Sun outwards, moons beside their
// planet, custom places beside their body. It never changes with the date. Pure.
import type { CustomPlace } from '../../shared/wire/event.ts';

const OUTWARDS = [
  ['sun'],
  ['mercury'],
  ['venus'],
  ['earth', 'moon'],
  ['mars'],
  ['jupiter', 'io', 'europa', 'ganymede', 'callisto'],
  ['saturn'],
  ['uranus'],
  ['neptune'],
  ['pluto'],
] as const;

interface Known {
  readonly id: string;
  readonly custom?: CustomPlace;
}

/** `ids` from the Sun outwards; custom ones after their body, the nearest first. */
export function orderPlaces(ids: readonly string[], known: readonly Known[]): readonly string[] {
  const customs = new Map(known.flatMap(({ id, custom }) => (custom ? [[id, custom]] : [])));
  const rank = (id: string): readonly [number, number] => {
    const custom = customs.get(id);
    return [bodyRank(custom?.near ?? id), custom ? custom.owltMs : -1];
  };
  return ids.toSorted((a, b) => {
    const [bodyA, farA] = rank(a);
    const [bodyB, farB] = rank(b);
    return bodyA - bodyB || farA - farB || a.localeCompare(b);
  });
}

/** Which planet's family a place belongs to; a number that only equals that of its family. */
export function familyOf(id: string, known: readonly Known[]): number {
  const near = known.find((place) => place.id === id)?.custom?.near ?? id;
  return OUTWARDS.findIndex((family) => (family as readonly string[]).includes(near));
}

const ranks = new Map<string, number>(OUTWARDS.flat().map((id, rank) => [id, rank]));
const bodyRank = (id: string): number => ranks.get(id) ?? ranks.size;
