// The hue of a place in a replay: the one it has everywhere. Pure.
import { findBody } from '../../shared/space/bodies.ts';

/** A custom place's hue follows from its id (FNV-1a), as in the room. */
export function hueOfPlace(id: string): number {
  const body = findBody(id);
  if (body) return body.hue;
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % 360;
}
