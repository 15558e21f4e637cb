// Which page this is. Every change of page is a load, so the route of a document never changes.

export type Route =
  | { readonly page: 'start' }
  | { readonly page: 'room'; readonly room: string }
  | { readonly page: 'lab'; readonly exhibit: string | undefined }
  | { readonly page: 'missing' };

const ROOM_ID = /^[0-9a-hjkmnp-tv-z]{12}$/;

/** The route of a path. */
export function readRoute(path: string): Route {
  if (path === '/' || path === '/index.html') return { page: 'start' };
  const lab = /^\/lab(?:\/([a-z-]+))?\/?$/.exec(path);
  if (lab) return { page: 'lab', exhibit: lab[1] };
  const room = /^\/r\/([^/]+)\/?$/.exec(path)?.[1];
  return room !== undefined && ROOM_ID.test(room) ? { page: 'room', room } : { page: 'missing' };
}

/**
 * The path to go to for what somebody pasted: a whole link (its host part is ours to ignore: rooms
 * are of this server), or a room's code. Undefined when it is neither.
 */
export function readInvitation(pasted: string): string | undefined {
  const text = pasted.trim();
  const fromLink = /\/r\/([^/?#\s]+)\/?(?:[?][^#\s]*)?(#host=[A-Za-z0-9_-]{43})?$/.exec(text);
  const room = (fromLink?.[1] ?? text).toLowerCase().replace(/[\s-]/g, '');
  return ROOM_ID.test(room) ? `/r/${room}${fromLink?.[2] ?? ''}` : undefined;
}
