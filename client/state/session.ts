// The life of a tab in a room: take an identity, connect, enter, resume the view, keep all of it over
// lost connections. The other files of state/ know nothing of this order.
import { signal } from '@preact/signals';
import type { Answer } from '../../shared/wire/answer.ts';
import type { Self } from '../../shared/wire/self.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { getRoom } from '../http.ts';
import { ask, disconnect, hear } from '../wire.ts';
import { dropHeldArrivals, hearArrivals } from './arrivals.ts';
import { keepClock, setClock } from './clock.ts';
import { holdConnection } from './connection.ts';
import { setCredentials } from './credentials.ts';
import { openDraft } from './drafts.ts';
import { hostTokenOf, takeHostTokenFromAddress } from './host-token.ts';
import { createId } from './ids.ts';
import { type Lease, takeLease } from './leases.ts';
import { expectLink, restoreLink, takeTold } from './link.ts';
import { addFlights, restoreOmniscient, sweepFlights } from './omniscient.ts';
import { closeGate, openGate, openOutbox } from './outbox.ts';
import { setCustomPlaces, setRanges, setWays } from './places.ts';
import { payOwedReceipts } from './receipts.ts';
import { rememberRoom } from './recent-rooms.ts';
import type { Side } from './route.ts';
import { caption, self, setRoom, setSelf } from './self.ts';
import { takeSettings } from './steering.ts';
import { hearTyping } from './typing.ts';
import { cursor, dropView, takePage } from './view.ts';

export type Session =
  | { readonly phase: 'entering' }
  | { readonly phase: 'inside' }
  /** The server does not know the member that this browser was. */
  | { readonly phase: 'stranger'; readonly detail: string }
  /** There is no such room. */
  | { readonly phase: 'nowhere' }
  /** The room is a recording: there is nothing to enter, only to look at. */
  | { readonly phase: 'recording'; readonly room: string }
  | { readonly phase: 'refused'; readonly detail: string };

const RETRY_MS = 2_000;

const state = signal<Session>({ phase: 'entering' });
export const session = state as { readonly value: Session };

let roomId = '';
let isDeaf = false;
let lease: Lease | undefined;
let stopClock: (() => void) | undefined;
/** Counts connections and views: an answer that belongs to an older one is dropped. */
let generation = 0;

export interface SessionOptions {
  /** As a pane of "side by side". */
  readonly side?: Side;
  /** Who to be; else a lease of this browser is taken. */
  readonly lease?: Lease | undefined;
  /** Hears no place: only what is told to everybody at once. */
  readonly isDeaf?: boolean;
}

/** Enters a room and stays in it for the life of the document. */
export async function startSession(id: string, options: SessionOptions = {}): Promise<void> {
  roomId = id;
  isDeaf = options.isDeaf === true;
  takeHostTokenFromAddress(id);
  if (location.hash.startsWith('#key=')) (await import('./join-key.ts')).takeKeyFromAddress(id);
  lease = options.lease ?? (await takeLease(id, options.side));
  openOutbox(lease.identity().slot);
  openDraft(lease.identity().slot);
  hear('space:places', ({ places }) => setCustomPlaces(places));
  hear('space:ways', ({ ways }) => setWays(ways));
  hear('space:ranges', setRanges);
  hear('room:settled', ({ settings }) => takeSettings(settings));
  hear('room:self', takeSelf);
  hear('room:removed', removed);
  hear('room:captioned', ({ text }) => {
    caption.value = text;
  });
  hear('room:launched', ({ flights }) => addFlights(flights));
  hear('chat:typed', hearTyping);
  hear('link:changed', takeTold);
  hearArrivals();
  setInterval(sweepFlights, 500);
  holdConnection({ up: () => void enter(), down });
}

/** Comes in as somebody new, after the server did not know who this browser was. */
export function enterAsNewcomer(): void {
  lease?.replaceByNewcomer();
  const slot = lease?.identity().slot;
  if (slot) {
    openOutbox(slot);
    openDraft(slot);
  }
  state.value = { phase: 'entering' };
  void enter();
}

/** Goes to another place. What is seen from then on is the view of that place. */
export async function moveTo(place: string): Promise<Answer<'room:move'>> {
  const answer = await ask('room:move', { id: createId(), place });
  if (answer.ok) await takeSelf(answer.value.self);
  return answer;
}

/** Takes who and where I am now; what is seen from a new place on is the view of that place. */
async function takeSelf(next: Self): Promise<void> {
  const before = self.peek()?.place;
  setSelf(next);
  const { place, name, hue } = next;
  lease?.keep({ place, name, hue });
  if (place === before || isDeaf) return;
  dropHeldArrivals();
  dropView();
  await resume(++generation);
  await restoreOmniscient();
}

/** Takes another name and colour. */
export async function rename(name: string, hue: number): Promise<Answer<'room:rename'>> {
  const answer = await ask('room:rename', { id: createId(), name, hue });
  if (answer.ok) {
    setSelf(answer.value.self);
    lease?.keep({ name, hue });
  }
  return answer;
}

/** Says goodbye and goes to the start page. */
export async function leaveRoom(): Promise<void> {
  await ask('room:leave', {});
  disconnect();
  location.assign('/');
}

async function enter(): Promise<void> {
  const mine = ++generation;
  const who = lease?.identity();
  if (!who) return;
  const hostToken = hostTokenOf(roomId);
  expectLink();
  const { name, hue, place } = who;
  const answer = await ask('room:enter', {
    protocol: PROTOCOL_VERSION,
    room: roomId,
    ...(who.token === undefined ? { newcomer: { name, hue, place } } : { token: who.token }),
    ...(hostToken !== undefined && { hostToken }),
  });
  if (mine !== generation) return;
  if (!answer.ok) return takeRefusal(answer, who.token !== undefined);
  const { value } = answer;
  lease?.keep({
    token: value.token,
    name: value.self.name,
    hue: value.self.hue,
    place: value.self.place,
  });
  setCredentials({ room: roomId, token: value.token });
  setClock(value.now, value.segment);
  setSelf(value.self);
  setRoom(value.room);
  caption.value = value.caption;
  setCustomPlaces(value.places);
  setWays(value.ways);
  rememberRoom({ room: roomId, title: value.room.title, at: Date.now() });
  state.value = { phase: 'inside' };
  stopClock?.();
  stopClock = keepClock();
  if (isDeaf) return;
  await restoreLink();
  await resume(mine);
  await restoreOmniscient();
}

async function resume(mine: number): Promise<void> {
  for (;;) {
    const after = cursor() ?? null;
    const answer = await ask('chat:resume', { after });
    if (mine !== generation) return;
    if (answer.ok) {
      takePage(answer.value, after);
      if (answer.value.more) continue;
      openGate();
      payOwedReceipts();
      return;
    }
    // Unanswered: lost on the link, or the connection is gone, and then the next one resumes.
    const waitMs = answer.reason === 'unanswered' ? undefined : answer.retryAfterMs;
    await new Promise((wake) => setTimeout(wake, waitMs ?? RETRY_MS));
    if (mine !== generation) return;
  }
}

function removed(): void {
  disconnect();
  state.value = { phase: 'refused', detail: 'The host has removed you from this room.' };
}

function down(): void {
  generation++;
  dropHeldArrivals();
  stopClock?.();
  stopClock = undefined;
  closeGate();
}

async function takeRefusal(
  refusal: Extract<Answer<'room:enter'>, { ok: false }>,
  hadToken: boolean,
): Promise<void> {
  switch (refusal.reason) {
    case 'unanswered':
      return;
    case 'busy':
    case 'unavailable':
      setTimeout(() => void enter(), refusal.retryAfterMs ?? RETRY_MS);
      return;
    case 'unknown': {
      const found = hadToken ? await getRoom(roomId) : undefined;
      state.value = found?.ok
        ? { phase: 'stranger', detail: refusal.detail }
        : { phase: 'nowhere' };
      return;
    }
    case 'readonly':
      disconnect();
      state.value = { phase: 'recording', room: roomId };
      return;
    default:
      state.value = { phase: 'refused', detail: refusal.detail };
  }
}
