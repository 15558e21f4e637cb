// Places in a sentence. Pure.

/** `Earth`, `the Moon`, `Camp 2`. */
export const sayThePlace = (place: { id: string; name: string }): string =>
  place.id === 'moon' || place.id === 'sun' ? `the ${place.name}` : place.name;

/** `on Io`, `on the Moon`, `at the Sun`, `at Camp 2`. */
export function sayOnPlace(place: { id: string; name: string; custom?: unknown }): string {
  const isAt = place.custom !== undefined || place.id === 'sun' || place.id.startsWith('at-');
  return `${isAt ? 'at' : 'on'} ${sayThePlace(place)}`;
}
