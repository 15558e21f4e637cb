// Coming in by a key: whoever opens its link is the member that it was made for, on any machine. The key is
// kept as the token of an identity of this browser, and taken out of the address at once. Loaded lazily.
import { isLeased, readIdentities } from './identities.ts';
import { createId } from './ids.ts';
import { browserShelf, tabShelf } from './storage.ts';

const KEY = /^#key=([A-Za-z0-9_-]{43})$/;

/** Makes this tab the member of the key in its address, if there is one. */
export function takeKeyFromAddress(room: string): void {
  const token = KEY.exec(location.hash)?.[1];
  if (token === undefined) return;
  history.replaceState(history.state, '', location.pathname);
  const shelf = `who:${room}`;
  const list = readIdentities(browserShelf.get(shelf));
  const now = Date.now();
  const known = list.find((one) => one.token === token && !isLeased(one, now));
  const slot = known?.slot ?? createId();
  // Name and place are told by the server; another tab of the same member has its own outbox.
  const fresh = {
    slot,
    token,
    name: 'Somebody',
    hue: 0,
    place: 'earth',
    lease: { tab: '', at: now },
  };
  if (!known) browserShelf.set(shelf, [...list, fresh]);
  tabShelf.set(`slot:${room}`, slot);
}
