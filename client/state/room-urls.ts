// Where others reach a room, by the addresses that the server knows of itself.
import type { Addresses } from '../../shared/wire/http.ts';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Where others reach this server: the address in use, unless it means "this machine" and another is known. */
export const bestOrigin = (reach: Addresses | undefined): string => origins(reach)[0] as string;

/** Best first. */
export const roomUrls = (id: string, reach: Addresses | undefined): readonly string[] =>
  origins(reach).map((origin) => `${origin}/r/${id}`);

function origins(reach: Addresses | undefined): readonly string[] {
  const known = (reach?.urls ?? []).map((url) => new URL(url).origin);
  const isLocal = LOOPBACK.test(location.hostname);
  const all = isLocal ? [...known, location.origin] : [location.origin, ...known];
  return [...new Set(all)];
}
