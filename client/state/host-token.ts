// The host's token of a room: comes with its creation or in the hash of a host link, is kept in this
// browser and taken out of the address bar at once (addresses get shared and projected).
import { browserShelf } from './storage.ts';

const HASH = /^#host=([A-Za-z0-9_-]{43})$/;

/** Only while storage cannot keep it. */
const unkept = new Map<string, string>();

export function keepHostToken(room: string, token: string): boolean {
  const kept = browserShelf.set(`host:${room}`, token);
  if (!kept) unkept.set(room, token);
  return kept;
}

export function hostTokenOf(room: string): string | undefined {
  const kept = browserShelf.get(`host:${room}`);
  return typeof kept === 'string' ? kept : unkept.get(room);
}

/** Keeps the token of a host link, if this page was opened by one. */
export function takeHostTokenFromAddress(room: string): void {
  const token = HASH.exec(location.hash)?.[1];
  if (token === undefined) return;
  keepHostToken(room, token);
  history.replaceState(history.state, '', location.pathname);
}

/** The link that makes whoever opens it a host. */
export function hostLinkOf(roomUrl: string, token: string): string {
  return `${roomUrl}#host=${token}`;
}
