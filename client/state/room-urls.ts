// Where others reach a room, by the addresses that the server knows of itself.
import type { Addresses } from '../../shared/wire/http.ts';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The address in use first, unless it means "this machine" and another one is known. */
export function roomUrls(id: string, reach: Addresses | undefined): readonly string[] {
  const known = (reach?.urls ?? []).map((url) => new URL(url).origin);
  const isLocal = LOOPBACK.test(location.hostname);
  const all = isLocal ? [...known, location.origin] : [location.origin, ...known];
  return [...new Set(all)].map((origin) => `${origin}/r/${id}`);
}
