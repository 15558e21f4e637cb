// My link: what the sliders want (intent) and what the server has confirmed. Two signals, because
// they are two facts.
import { computed, signal } from '@preact/signals';
import { LINK_DELAY_MS_MAX } from '../../shared/wire/limits.ts';
import type { LinkDirection, WireLink } from '../../shared/wire/link.ts';
import { ask } from '../wire.ts';
import { tabShelf } from './storage.ts';

export type Direction = 'up' | 'down';
export type LinkField = keyof LinkDirection;

const CLEAR: WireLink = { up: { delayMs: 0, jitterMs: 0 }, down: { delayMs: 0, jitterMs: 0 } };
const SEND_MS = 80;

const wanted = signal<WireLink>(readLink(tabShelf.get('link')) ?? CLEAR);
/** Undefined until the server has confirmed one on this connection. */
const inForce = signal<WireLink | undefined>(undefined);
const both = signal(tabShelf.get('link-both') !== false);
const refusal = signal<string | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

export const linkWanted = wanted as { readonly value: WireLink };
/** How long my link holds what I get, as the server has confirmed it. */
export const downDelayMs = (): number => inForce.peek()?.down.delayMs ?? 0;
/** The delay each way that the server has confirmed; undefined while the two differ or none is confirmed. */
export const linkInForceMs = (): number | undefined => {
  const link = inForce.value;
  return link && link.up.delayMs === link.down.delayMs ? link.up.delayMs : undefined;
};
/** Whether up and down move together. */
export const isLinkBoth = both as { readonly value: boolean };
export const linkRefusal = refusal as { readonly value: string | undefined };

export const isLinkConfirmed = computed(
  () => JSON.stringify(wanted.value) === JSON.stringify(inForce.value ?? CLEAR),
);
export const isLinkClear = computed(() => JSON.stringify(wanted.value) === JSON.stringify(CLEAR));

/** Sets one field, of both directions while they move together. */
export function setLinkField(direction: Direction, field: LinkField, ms: number): void {
  const value = Math.min(LINK_DELAY_MS_MAX, Math.max(0, Math.round(ms)));
  const { up, down } = wanted.peek();
  const isUp = both.peek() || direction === 'up';
  const isDown = both.peek() || direction === 'down';
  want({
    up: isUp ? { ...up, [field]: value } : up,
    down: isDown ? { ...down, [field]: value } : down,
  });
}

/** So much delay each way, and no jitter. */
export function setDelayBoth(ms: number): void {
  setLinkBoth(true);
  setLinkField('up', 'delayMs', ms);
}

/** Joining the two makes down what up is. */
export function setLinkBoth(next: boolean): void {
  both.value = next;
  tabShelf.set('link-both', next);
  if (next) want({ up: wanted.peek().up, down: wanted.peek().up });
}

/** Nothing is delayed any more. */
export function clearLink(): void {
  want(CLEAR);
}

/** On each new connection: the server starts with a clear link. */
export async function restoreLink(): Promise<void> {
  inForce.value = undefined;
  if (!isLinkClear.peek()) await send();
}

function want(next: WireLink): void {
  wanted.value = next;
  tabShelf.set('link', next);
  if (timer === undefined)
    timer = setTimeout(() => {
      timer = undefined;
      void send();
    }, SEND_MS);
}

async function send(): Promise<void> {
  const answer = await ask('link:set', wanted.peek());
  if (answer.ok) inForce.value = answer.value;
  refusal.value = answer.ok || answer.reason === 'unanswered' ? undefined : answer.detail;
}

function readLink(stored: unknown): WireLink | undefined {
  const link = stored as Partial<WireLink> | undefined;
  const isDirection = (one: LinkDirection | undefined) =>
    typeof one?.delayMs === 'number' && typeof one.jitterMs === 'number';
  return isDirection(link?.up) && isDirection(link?.down) ? (link as WireLink) : undefined;
}
