// Who this browser is in a room: a list of members, each leased by the live tab that speaks as it.
// Pure; the shell around it (storage, heartbeat, pagehide) is leases.ts.

/** One member that this browser may speak as. */
export interface Identity {
  /** Names the outbox and the draft; made here, before the server has given a token. */
  readonly slot: string;
  readonly token?: string;
  readonly name: string;
  readonly hue: number;
  readonly place: string;
  /** The tab that last spoke as it, and its last heartbeat, real ms; `tab` is '' when released. */
  readonly lease: { readonly tab: string; readonly at: number };
}

/** A lease without a heartbeat counts this long: frozen and background tabs are slow. */
export const LEASE_MS = 90_000;

export interface Claim {
  readonly tab: string;
  /** The slot this tab spoke as before, if it did. */
  readonly lastSlot: string | undefined;
  readonly now: number;
  /** Made only if every identity is taken. */
  readonly newcomer: () => Omit<Identity, 'lease'>;
}

/**
 * The identity a tab speaks as, and the list with its lease: the one it had before (a reload) unless
 * another live tab has it now, else the one released last, else a newcomer.
 */
export function claimIdentity(
  list: readonly Identity[],
  { tab, lastSlot, now, newcomer }: Claim,
): { readonly mine: Identity; readonly list: readonly Identity[] } {
  const free = list.filter((one) => one.lease.tab === tab || !isLeased(one, now));
  const own = free.find((one) => one.slot === lastSlot);
  const newest = free.toSorted((a, b) => b.lease.at - a.lease.at)[0];
  const chosen = own ?? newest ?? { ...newcomer(), lease: { tab, at: now } };
  const mine = { ...chosen, lease: { tab, at: now } };
  return { mine, list: putIdentity(list, mine) };
}

/** The list with this identity in place of the one of the same slot. */
export function putIdentity(list: readonly Identity[], one: Identity): readonly Identity[] {
  return [...list.filter(({ slot }) => slot !== one.slot), one];
}

/** Whether a live tab speaks as it. */
export function isLeased({ lease }: Identity, now: number): boolean {
  return lease.tab !== '' && now - lease.at < LEASE_MS;
}

/** What storage held, as far as it has the form of identities. */
export function readIdentities(stored: unknown): readonly Identity[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter(
    (one): one is Identity =>
      typeof one?.slot === 'string' &&
      typeof one.name === 'string' &&
      typeof one.hue === 'number' &&
      typeof one.place === 'string' &&
      typeof one.lease?.tab === 'string' &&
      typeof one.lease.at === 'number',
  );
}
