// What arrives at my place. Non-blocking: a handler takes it when it comes. Blocking: it waits, unheard,
// until this tab listens; listening freezes the page until something is there.
import { computed, signal } from '@preact/signals';
import type { BlockingHeard } from '../../shared/wire/http.ts';
import type { NoticeOf } from '../../shared/wire/protocol.ts';
import { noteMessage } from '../instruments/backlog.ts';
import { hear } from '../wire.ts';
import { beginActivity } from './activity.ts';
import { postAndFreeze } from './blocking-request.ts';
import { performanceAt } from './clock.ts';
import { downDelayMs } from './link.ts';
import { receiveMode, setReceiveMode } from './modes.ts';
import { myPlace, self } from './self.ts';
import { forgetTyping } from './typing.ts';
import { cursor, takeArrivals } from './view.ts';
import { noteWait } from './waits.ts';

type Arrived = NoticeOf<'chat:arrived'>;

const held = signal<readonly Arrived[]>([]);
/** A listen has ended: what it heard is on the socket, right behind. */
let isHearing = false;

/** Messages of others that have arrived while this tab did not listen. */
export const unheardCount = computed(() =>
  held.value.reduce((sum, { events }) => sum + events.filter(isWordsOfOthers).length, 0),
);

/** Hears what arrives from now on. */
export function hearArrivals(): void {
  // excerpt: receive, non-blocking
  hear('chat:arrived', async (arrived) => {
    if (!isHeard(arrived)) return; // Blocking, and not listening: it waits.
    take(arrived); // Runs when something arrives; until then the page is free.
  });
  // end of excerpt
}

/** Blocking receive: stands still until something is there to hear, or 8 s are over. */
export function listen(): void {
  if (unheardCount.peek() === 0) {
    const answer = noteWait('listen', () => {
      // excerpt: receive, blocking
      const heard = postAndFreeze<BlockingHeard>('listen', { after: cursor() ?? null });
      return heard; // Nothing could be typed, clicked or drawn since the line above.
      // end of excerpt
    });
    isHearing = answer.ok && answer.value.released === 'arrival';
  }
  hearHeld();
}

/** Blocking or not; what waited unheard is heard when blocking ends. */
export function receiveBy(mode: 'blocking' | 'non-blocking'): void {
  setReceiveMode(mode);
  if (mode === 'non-blocking') hearHeld();
}

/** The view is about to be read anew, and with it all that waited. */
export function dropHeldArrivals(): void {
  held.value = [];
  isHearing = false;
}

function isHeard(arrived: Arrived): boolean {
  noteLateness(arrived);
  if (receiveMode.peek() === 'non-blocking') return true;
  if (isHearing && arrived.events.some(isWordsOfOthers)) {
    isHearing = false;
    hearHeld();
    return true;
  }
  held.value = [...held.peek(), arrived];
  return false;
}

function hearHeld(): void {
  const waiting = held.peek();
  held.value = [];
  for (const arrived of waiting) take(arrived);
}

function take(arrived: Arrived): void {
  const { place, events } = arrived;
  if (place !== myPlace.peek()) return;
  const done = beginActivity({ lane: 'receive', kind: 'running', label: 'take what arrived' });
  for (const { author, body } of events) if (body.kind === 'say') forgetTyping(author);
  takeArrivals(arrived);
  done();
}

/** Tells the instruments when each message came in: when its light was here, and the link let it pass. */
function noteLateness({ events }: Arrived): void {
  const linkMs = downDelayMs();
  for (const event of events) {
    if (isWordsOfOthers(event)) noteMessage(performanceAt(event.arrivesAt) + linkMs);
  }
}

const isWordsOfOthers = ({ author, body }: Arrived['events'][number]): boolean =>
  body.kind === 'say' && author !== self.peek()?.id;
