// Places in a sentence. Pure.

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
