// My link, kept for this tab over reloads and lost connections; and what else has set it: the host,
// or a scenario.
import { effect, signal } from '@preact/signals';
import { outageEnd } from '../../shared/link/outage.ts';
import {
  changeLink,
  IDEAL_LINK,
  type Link,
  type LinkChange,
  type LinkDirection,
  mergeChanges,
} from '../../shared/link/parameters.ts';
import type { NoticeOf } from '../../shared/wire/protocol.ts';
import { setPatience } from '../wire.ts';
import { say } from './announcer.ts';
import { createLinkEditor, type Direction } from './link-editor.ts';
import { doubtAsked } from './outbox.ts';
import { tabShelf } from './storage.ts';

/** Real ms after which a datagram link's round trip an ask counts as lost. */
const LOST_AFTER_MS = 3_000;

/** What people have set; a scenario passes. */
let kept = readLink(tabShelf.get('link'));
const outages = signal<{ readonly [direction in Direction]?: Running }>({});
/** What others had set when this connection began. */
let told: Told = { isNew: false, isKnown: false, overlay: {} };

interface Told {
  /** An order of the host that this tab has not seen: it holds. */
  readonly isNew: boolean;
  /** One that it has seen, and may have turned back since. */
  readonly isKnown: boolean;
  /** Of a scenario that plays. */
  readonly overlay: LinkChange;
}

interface Running {
  readonly outage: NonNullable<LinkDirection['outage']>;
  /** By performance.now(). */
  readonly since: number;
}

export const myLink = createLinkEditor({ start: kept, onChange: keep });
/** How long my link holds what I get, one way, real ms. */
export const downDelayMs = (): number => myLink.wanted.peek().down.delayMs;
/** So much delay each way, and no jitter. */
export const setDelayBoth = (delayMs: number): void =>
  myLink.change({ up: { delayMs, jitterMs: 0 }, down: { delayMs, jitterMs: 0 } });
/** The delay each way that is in force; undefined while the two differ or it is not confirmed. */
export const linkInForceMs = (): number | undefined => {
  const { up, down } = myLink.wanted.value;
  return myLink.isConfirmed.value && up.delayMs === down.delayMs ? up.delayMs : undefined;
};
/** Whether some outage is set; `downNow` tells of it at any moment. */
export const hasOutage = outages as { readonly value: object };

/** Takes the word of somebody else on my link. */
export function takeTold({ by, change, order }: NoticeOf<'link:changed'>): void {
  const news = change as LinkChange;
  myLink.take({ ...news, seed: change.seed });
  noteOutage(news);
  if (by === 'scenario') {
    told = { ...told, overlay: mergeChanges(told.overlay, news) };
    return;
  }
  const isKnown = order === tabShelf.get('link-order');
  told = { ...told, ...(isKnown ? { isKnown } : { isNew: true }) };
  if (isKnown) return;
  tabShelf.set('link-order', order);
  keep(news);
  say('The host has set your link');
}

/** A connection begins; nothing has been told on it. */
export function expectLink(): void {
  told = { isNew: false, isKnown: false, overlay: {} };
}

/** On each new connection, for the server starts with a link that does nothing. */
export async function restoreLink(): Promise<void> {
  const { isNew, isKnown, overlay } = told;
  const isClear = JSON.stringify(kept) === JSON.stringify(IDEAL_LINK);
  if (isNew || (isClear && !isKnown)) return;
  const change = {
    mode: overlay.mode ?? kept.mode,
    up: without(kept.up, overlay.up),
    down: without(kept.down, overlay.down),
  };
  noteOutage(change);
  await myLink.restore(change);
}

/** What a scenario plays with is left to it. */
const without = (direction: LinkDirection, overlay: object = {}): Partial<LinkDirection> =>
  Object.fromEntries(Object.entries(direction).filter(([name]) => !(name in overlay)));

/** Which way the link is down now, and for how long still, real ms; undefined when it is not. */
export function downNow(): { way: Direction | 'both'; forMs: number } | undefined {
  const now = performance.now();
  const left = (direction: Direction): number => {
    const { outage, since = 0 } = outages.peek()[direction] ?? {};
    return outageEnd(outage ?? null, now - since) - (now - since);
  };
  const [up, down] = [left('up'), left('down')];
  if (up <= 0 && down <= 0) return undefined;
  return { way: down <= 0 ? 'up' : up <= 0 ? 'down' : 'both', forMs: Math.max(up, down) };
}

function keep(change: LinkChange): void {
  kept = changeLink(kept, change);
  tabShelf.set('link', kept);
  noteOutage(change);
}

/** An outage counts from the instant at which it is set. */
function noteOutage(change: LinkChange): void {
  const since = performance.now();
  for (const direction of ['up', 'down'] as const) {
    const outage = change[direction]?.outage;
    if (outage === undefined) continue;
    const { [direction]: _, ...others } = outages.peek();
    outages.value = outage ? { ...others, [direction]: { outage, since } } : others;
  }
}

let modeBefore = myLink.wanted.peek().mode;

// A datagram may be lost, so its sender must not wait for ever; nor what was asked over a stream and
// is answered by datagrams.
effect(() => {
  const { mode, up, down } = myLink.wanted.value;
  const roundTripMs = up.delayMs + down.delayMs + 4 * (up.jitterMs + down.jitterMs);
  const patienceMs = roundTripMs + LOST_AFTER_MS;
  setPatience(mode === 'datagram' ? patienceMs : undefined);
  if (mode === 'datagram' && modeBefore === 'stream') setTimeout(doubtAsked, patienceMs);
  modeBefore = mode;
});

function readLink(stored: unknown): Link {
  const link = stored as Partial<Link> | undefined;
  const isDirection = (one: LinkDirection | undefined) =>
    typeof one?.delayMs === 'number' && typeof one.jitterMs === 'number';
  return isDirection(link?.up) && isDirection(link?.down)
    ? changeLink(IDEAL_LINK, link as Link)
    : IDEAL_LINK;
}
