// Places in a sentence. Pure.
import { findBody } from './bodies.ts';

/** A place by its id and its name. Ids of custom places begin with `at-`. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly custom?: unknown;
}

/** `Earth`, `the Moon`, `Camp 2`. */
export const sayThePlace = ({ id, name }: Named): string =>
  id === 'moon' || id === 'sun' ? `the ${name}` : name;

/** `on Io`, `on the Moon`, `at the Sun`, `at Camp 2`. */
export function sayOnPlace(place: Named): string {
  const isAt = place.custom !== undefined || place.id === 'sun' || place.id.startsWith('at-');
  return `${isAt ? 'at' : 'on'} ${sayThePlace(place)}`;
}

/** A place by its id; `customs`: the custom places of its room. */
export function namedPlace(id: string, customs: readonly Named[]): Named {
  const name = customs.find((one) => one.id === id)?.name ?? findBody(id)?.name ?? id;
  return { id, name };
}
