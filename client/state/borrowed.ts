// A page beside the room (the console, the stage) is no other person: it speaks as the member that this
// browser is there already, and only if there is none as a newcomer.
import { readIdentities } from './identities.ts';
import type { Lease } from './leases.ts';
import { browserShelf } from './storage.ts';

/** The member of this browser that spoke last, as it is; undefined if there is none. */
export function borrowLease(room: string): Lease | undefined {
  const known = readIdentities(browserShelf.get(`who:${room}`)).filter(({ token }) => token);
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
