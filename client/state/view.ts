// The view of my place: what has arrived here, folded from pages and notices.
import { computed, signal } from '@preact/signals';
import type { ArrivedEvent, WireCursor } from '../../shared/wire/event.ts';
import type { AnswerOf } from '../../shared/wire/protocol.ts';
import { ask } from '../wire.ts';
import { announce, say } from './announcer.ts';
import { forgetUnseen, noteArrivals } from './attention.ts';
import { appendRows, type Chunks, editNewest, keyOf, prependRows, type Row } from './chunks.ts';
import {
  type Gap,
  NOTHING,
  type Piece,
  type Reach,
  resumeFrom,
  rowsBeforeGaps,
  takePageOf,
  takePiece,
} from './gaps.ts';
import { addOwn, addOwnOfPage, forgetReceipts, hearOfReceipts, ownMessages } from './own.ts';
import { hasCrossed, type OwnMessage } from './own-messages.ts';
import { createPace } from './pace.ts';
import { faces, hearOfPeople, setPeople } from './people.ts';
import { self } from './self.ts';

type Page = AnswerOf<'chat:resume'>;

const shown = signal<Chunks>([]);
const older = signal<'none' | 'more' | 'loading'>('none');
const loaded = signal(false);
const lossKnown = signal(false);

export const chunks = shown as { readonly value: Chunks; peek(): Chunks };
/** Whether history goes on before what is shown. */
export const history = older as { readonly value: 'none' | 'more' | 'loading'; peek(): string };
/** Whether the first page has come. */
export const isLoaded = loaded as { readonly value: boolean };
/** The log came back without something that this tab had seen; until it is dismissed. */
export const hasLost = lossKnown as { readonly value: boolean };
export const dismissLoss = (): void => {
  lossKnown.value = false;
};

/** Whether no person has said anything here yet; what a station says on its own does not count. */
export const isQuiet = computed(() =>
  shown.value.every(({ rows }) =>
    rows.every(({ event }) => event.body.kind !== 'say' || isOfStation(event)),
  ),
);

/** A gap that is filled sooner than this, by a late piece, is not shown. */
const GAP_SHOWN_AFTER_MS = 500;

const gaps = signal<readonly Gap[]>([]);
/** Keys of the rows after which something is missing; `''`: before all of them. */
export const gapRows = computed<ReadonlySet<string>>(() =>
  gaps.value.length === 0 ? NO_ROWS : rowsBeforeGaps(shown.value, gaps.value),
);
const NO_ROWS: ReadonlySet<string> = new Set();

let seen = new Set<string>();
let firstEvent: WireCursor | undefined;
let reach: Reach = NOTHING;
/** What has overtaken the first page of a view; undefined when there is one. */
let early: (Piece & { events: readonly ArrivedEvent[] })[] | undefined = [];
let gapTimer: ReturnType<typeof setTimeout> | undefined;
const pace = createPace<ArrivedEvent>({
  wait: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  isHidden: () => document.hidden,
  draw: (events) => take(events, { isLive: true }),
});

/** Whether an event has been taken into the view. Changes with `chunks`. */
export const isInView = (event: { author: string; id: string }): boolean => seen.has(keyOf(event));

/** Where to resume, so that no gap is left; undefined without a view. */
export const cursor = (): WireCursor | undefined => resumeFrom(reach);

/** Takes one page of a resume that was asked with the cursor `after`. */
export function takePage(page: Page, after: WireCursor | null): void {
  if (page.fresh) startAfresh(page);
  if (page.lost) lossKnown.value = true;
  addOwnOfPage(page.events, page.own);
  pace.flush();
  take(page.events, { isLive: !page.fresh && loaded.peek() });
  setReach(takePageOf(reach, { after, cursor: page.cursor, more: page.more }));
  if (page.more) return;
  loaded.value = true;
  const pieces = early ?? [];
  early = undefined;
  for (const piece of pieces) takeArrivals(piece);
}

/** Takes what has just arrived. */
export function takeArrivals(piece: Piece & { events: readonly ArrivedEvent[] }): void {
  if (early) {
    early.push(piece);
    return;
  }
  const { events } = piece;
  const isHere = (key: string) => seen.has(key) || pace.held.some((one) => keyOf(one) === key);
  const isKnown = events.every((event) => isHere(keyOf(event)));
  pace.put(events);
  setReach(takePiece(reach, { ...piece, isKnown }));
}

/** Shows an own message as soon as the log has taken it; the event itself comes by the link. */
export function showOwn(event: ArrivedEvent, message: OwnMessage): void {
  addOwn([message]);
  take([event], { isLive: true });
  shown.value = editNewest(shown.peek(), (row) => {
    if (row.event.arrivesAt <= message.sentAt) return undefined;
    const crossed = row.crossed || isCrossed(row.event);
    return crossed === row.crossed ? row : { ...row, crossed };
  });
}

/** Forgets the view: my place is another one now. */
export function dropView(): void {
  setReach(NOTHING);
  early = [];
  pace.drop();
}

/** Loads the page before the first one. */
export async function loadOlder(): Promise<void> {
  if (older.peek() !== 'more' || firstEvent === undefined) return;
  older.value = 'loading';
  const before = firstEvent;
  const answer = await ask('chat:history', { before });
  if (before !== firstEvent) return; // The view was replaced meanwhile.
  if (!answer.ok) {
    older.value = 'more';
    return;
  }
  const { events, own, older: goesOn } = answer.value;
  addOwnOfPage(events, own);
  const fresh = events.filter((event) => !seen.has(keyOf(event)));
  for (const event of fresh) seen.add(keyOf(event));
  hearOfReceipts(fresh);
  noteFirst(events, before.epoch);
  shown.value = prependRows(shown.peek(), rowsOf(fresh));
  older.value = goesOn ? 'more' : 'none';
}

function setReach(next: Reach): void {
  reach = next;
  if (next.gaps === gaps.peek()) return;
  clearTimeout(gapTimer);
  if (next.gaps.length <= gaps.peek().length) {
    gaps.value = next.gaps;
    return;
  }
  gapTimer = setTimeout(() => {
    gaps.value = reach.gaps;
    say('Something is missing in the conversation');
  }, GAP_SHOWN_AFTER_MS);
}

function startAfresh(page: Page): void {
  setReach(NOTHING);
  seen = new Set();
  pace.drop();
  firstEvent = undefined;
  shown.value = [];
  forgetUnseen();
  forgetReceipts();
  hearOfReceipts(page.receipts);
  setPeople(page.people);
  noteFirst(page.events, page.cursor?.epoch ?? '');
  older.value = page.older ? 'more' : 'none';
}

function noteFirst(events: readonly ArrivedEvent[], epoch: string): void {
  const first = events[0];
  if (!first) return;
  const { arrivesAt, author, id } = first;
  firstEvent = { epoch, arrivesAt, author, id };
}

function take(events: readonly ArrivedEvent[], { isLive }: { isLive: boolean }): void {
  const fresh = events.filter((event) => {
    const key = keyOf(event);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  if (fresh.length === 0) return;
  hearOfPeople(fresh);
  hearOfReceipts(fresh);
  const rows = rowsOf(fresh);
  if (rows.length > 0) shown.value = appendRows(shown.peek(), rows);
  const me = self.peek()?.id;
  const fromOthers = fresh.filter(({ author, body }) => author !== me && body.kind === 'say');
  noteArrivals(fromOthers, { isLive });
  if (isLive) announce(fromOthers);
}

const rowsOf = (events: readonly ArrivedEvent[]): readonly Row[] =>
  events
    .filter(({ body }) => body.kind !== 'receipt')
    .map((event) => ({ key: keyOf(event), event, crossed: isCrossed(event) }));

const isOfStation = ({ author }: ArrivedEvent): boolean =>
  faces.value.get(author)?.station ?? false;

const isCrossed = (event: ArrivedEvent): boolean =>
  event.body.kind === 'say' && event.author !== self.peek()?.id && hasCrossed(event, ownMessages());
