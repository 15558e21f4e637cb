// To the room of the next run, as who one is: the token of this run is good in the next.
import { credentials } from './credentials.ts';
import { readIdentities } from './identities.ts';
import { createId } from './ids.ts';
import { self } from './self.ts';
import { browserShelf, tabShelf } from './storage.ts';

/** Goes to the same page of another room. */
export function goOn(room: string): void {
  carryOver(room);
  location.assign(location.pathname.replace(/^\/r\/[^/]+/, `/r/${room}`));
}

/** Leaves word there of who this tab is going to be; a page beside the room finds it. */
function carryOver(room: string): void {
  const me = self.peek();
  const token = credentials()?.token;
  const key = `who:${room}`;
  const known = readIdentities(browserShelf.get(key));
  if (!me || token === undefined || known.some((one) => one.token === token)) return;
  const slot = createId();
  const { name, hue } = me;
  const lease = { tab: '', at: Date.now() };
  browserShelf.set(key, [...known, { slot, token, name, hue, place: 'earth', lease }]);
  tabShelf.set(`slot:${room}`, slot);
}
