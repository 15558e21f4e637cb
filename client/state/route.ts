// Which page this is. Every change of page is a load, so the route of a document never changes.

export type Route =
  | { readonly page: 'start' | 'new' }
  | { readonly page: 'room'; readonly room: string }
  | { readonly page: 'lab'; readonly exhibit: string | undefined }
  | { readonly page: 'side-by-side' | 'console' | 'stage'; readonly room: string }
  /** One half of it, in a frame: a member of its own. */
  | { readonly page: 'pane'; readonly room: string; readonly side: Side }
  | { readonly page: 'missing' };

/** Left blocks, right does not. */
export type Side = 'left' | 'right';

const ROOM_ID = /^[0-9a-hjkmnp-tv-z]{12}$/;

/** The route of a path. */
export function readRoute(path: string): Route {
  if (path === '/' || path === '/index.html') return { page: 'start' };
  if (path === '/new') return { page: 'new' };
  const lab = /^\/lab(?:\/([a-z-]+))?\/?$/.exec(path);
  if (lab) return { page: 'lab', exhibit: lab[1] };
  const [, room, rest = ''] =
    /^\/r\/([^/]+)(\/side-by-side|\/console|\/stage|\/pane\/(?:left|right))?\/?$/.exec(path) ?? [];
  if (room === undefined || !ROOM_ID.test(room)) return { page: 'missing' };
  if (rest === '') return { page: 'room', room };
  const page = rest.slice(1);
  if (page === 'side-by-side' || page === 'console' || page === 'stage') return { page, room };
  return { page: 'pane', room, side: rest === '/pane/left' ? 'left' : 'right' };
}

/**
 * The path to go to for what somebody pasted: a whole link (its host part is ours to ignore: rooms
 * are of this server), or a room's code. Undefined when it is neither.
 */
export function readInvitation(pasted: string): string | undefined {
  const text = pasted.trim();
  const fromLink = /\/r\/([^/?#\s]+)\/?(?:[?][^#\s]*)?(#(?:host|key)=[A-Za-z0-9_-]{43})?$/.exec(
    text,
  );
  const room = (fromLink?.[1] ?? text).toLowerCase().replace(/[\s-]/g, '');
  if (ROOM_ID.test(room)) return `/r/${room}${fromLink?.[2] ?? ''}`;
  return /^[2-9a-hjkmnp-tv-z]{6}$/.test(room) ? `/j/${room}` : undefined;
}
