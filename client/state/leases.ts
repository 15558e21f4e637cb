// Keeps this tab's lease on its identity: takes it, renews it, gives it back on pagehide.
import { offerNewcomer } from './friendly-name.ts';
import {
  claimIdentity,
  type Identity,
  isLeased,
  putIdentity,
  readIdentities,
} from './identities.ts';
import { createId } from './ids.ts';
import type { Side } from './route.ts';
import { browserShelf, tabShelf } from './storage.ts';

const HEARTBEAT_MS = 5_000;
/** How long a tab of the same id may take to say that it lives (a duplicated tab copies the id). */
const TWIN_ANSWER_MS = 150;

export interface Lease {
  /** The identity as it is now. */
  identity(): Identity;
  /** Changes what is kept of it: the token, the name, the place. */
  keep(change: Partial<Omit<Identity, 'slot' | 'lease'>>): void;
  /** Forgets it, for good, and takes a newcomer in its place. */
  replaceByNewcomer(): void;
}

/** What the members of the two panes of "side by side" are called at first. */
const PANE_NAMES: { readonly [One in Side]: string } = {
  left: 'Blocking pane',
  right: 'Live pane',
};

/** Takes an identity of this browser in a room, or a newcomer. Held until the page goes away. */
export async function takeLease(room: string, side?: Side): Promise<Lease> {
  const key = `who:${room}`;
  const readAll = () => readIdentities(browserShelf.get(key));
  const newcomer = () => ({
    slot: createId(),
    ...offerNewcomer(),
    ...(side && { name: PANE_NAMES[side] }),
    place: 'earth',
  });

  const tab = await ownTabId((id) =>
    readAll().some((one) => one.lease.tab === id && isLeased(one, Date.now())),
  );
  const stored = tabShelf.get(`slot:${room}`);
  const lastSlot = typeof stored === 'string' ? stored : undefined;
  const claim = claimIdentity(readAll(), { tab, lastSlot, now: Date.now(), newcomer });
  let mine = claim.mine;
  browserShelf.set(key, claim.list);
  tabShelf.set(`slot:${room}`, mine.slot);

  const write = (lease: Identity['lease']) => {
    mine = { ...mine, lease };
    browserShelf.set(key, putIdentity(readAll(), mine));
  };
  const renew = () => write({ tab, at: Date.now() });
  setInterval(renew, HEARTBEAT_MS);
  addEventListener('pagehide', () => write({ tab: '', at: Date.now() }));
  addEventListener('pageshow', (event) => {
    // Out of the back-forward cache: another tab may have taken the identity meanwhile.
    if (event.persisted) location.reload();
  });

  return {
    identity: () => mine,
    keep: (change) => {
      mine = { ...mine, ...change };
      renew();
    },
    replaceByNewcomer: () => {
      const lost = mine.slot;
      mine = { ...newcomer(), lease: { tab, at: Date.now() } };
      browserShelf.set(key, [...readAll().filter(({ slot }) => slot !== lost), mine]);
      tabShelf.set(`slot:${room}`, mine.slot);
    },
  };
}

/** This tab's id: kept over reloads, but not shared with the tab it was duplicated from. */
async function ownTabId(isAlive: (tab: string) => boolean): Promise<string> {
  const kept = tabShelf.get('tab');
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('lightlag:tabs') : undefined;
  const isTwin =
    typeof kept === 'string' && isAlive(kept) && channel ? await hasTwin(channel, kept) : false;
  const tab = typeof kept === 'string' && !isTwin ? kept : createId();
  tabShelf.set('tab', tab);
  channel?.addEventListener('message', ({ data }) => {
    if (data?.isAlive === tab) channel.postMessage({ alive: tab });
  });
  return tab;
}

function hasTwin(channel: BroadcastChannel, tab: string): Promise<boolean> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent) => {
      if (data?.alive === tab) settle(true);
    };
    const timer = setTimeout(() => settle(false), TWIN_ANSWER_MS);
    const settle = (answer: boolean) => {
      clearTimeout(timer);
      channel.removeEventListener('message', hear);
      resolve(answer);
    };
    channel.addEventListener('message', hear);
    channel.postMessage({ isAlive: tab });
  });
}
