// A page beside the room (the console, the stage) is no other person: it speaks as the member that this
// browser is there already, and only if there is none as a newcomer.
import { readIdentities } from './identities.ts';
import type { Lease } from './leases.ts';
import { browserShelf } from './storage.ts';

/** How long the room's own tab may take to come in, when it has left word that it will. */
const COMING_MS = 3_000;
const LOOK_EVERY_MS = 100;

/** The member of this browser that spoke last, as it is; undefined if there is none. */
export async function borrowLease(room: string): Promise<Lease | undefined> {
  const read = () => readIdentities(browserShelf.get(`who:${room}`));
  const until = Date.now() + COMING_MS;
  while (read().length > 0 && !read().some(({ token }) => token) && Date.now() < until) {
    await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
  }
  const known = read().filter(({ token }) => token);
  const last = known.toSorted((a, b) => b.lease.at - a.lease.at)[0];
  if (!last) return undefined;
  // Its outbox and draft belong to the room's own tab.
  const slot = `beside-${last.slot}`;
  let mine = { ...last, slot };
  return {
    identity: () => mine,
    keep(change) {
      mine = { ...mine, ...change };
    },
    replaceByNewcomer: () => undefined,
  };
}
