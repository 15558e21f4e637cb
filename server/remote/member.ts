// A member of a room over the public protocol (docs/PROTOCOL.md): comes in, hears its place, speaks, and
// comes back by its cursor after every loss. Stations and the terminal chat are made of it.
import { randomBytes } from 'node:crypto';
import { foldPresence, type People } from '../../shared/chat/people.ts';
import type { Answer } from '../../shared/wire/answer.ts';
import type { ArrivedEvent, CustomPlace } from '../../shared/wire/event.ts';
import type { NoticeOf } from '../../shared/wire/protocol.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { Self } from '../../shared/wire/self.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { createChain } from './chain.ts';
import { openLine } from './line.ts';
import { createLogClock } from './log-clock.ts';
import type { Hearing, Member, MemberOptions, Page } from './member-types.ts';
import { createOutbox, type Message } from './outbox.ts';
import { createReceipts } from './receipts.ts';

/** Real ms: a piece that does not fit waits so long for the one before it. */
const LATE_MS = 500;
const SYNC_MS = 30_000;
const RETRY_MS = 2_000;

export function joinRoom(options: MemberOptions, hearing: Hearing): Member {
  const { room, key } = options;
  const kept = key === undefined || options.kept?.token === key ? options.kept : undefined;
  const chain = createChain(kept?.cursor ?? null);
  const outbox = createOutbox(kept?.outbox);
  const clock = createLogClock();
  let token = key ?? kept?.token;
  let self: Self | undefined;
  let viewOf = kept?.place;
  let places: readonly CustomPlace[] = [];
  let people: People = new Map(kept?.people.map((person) => [person.id, person]));
  /** Counts connections and moves: what belongs to an older one is dropped. */
  let generation = 0;
  let isAttending = false;
  let lateTimer: NodeJS.Timeout | undefined;
  let sayTimer: NodeJS.Timeout | undefined;

  const line = openLine(options.url, {
    up: () => void enter(++generation),
    down(why) {
      generation++;
      isAttending = false;
      outbox.lose();
      receipts.pause();
      hearing.lost(why);
    },
  });
  const receipts = createReceipts((upTo) => line.ask('chat:receipt', { upTo }));

  line.hear('chat:arrived', takePiece);
  line.hear('clock:warped', ({ segment }) => clock.change(segment));
  line.hear('space:places', (notice) => {
    places = notice.places;
  });
  line.hear('room:self', (now) => void goTo(now));
  line.hear('room:removed', () => end('The host has put you out of the room.'));
  const syncing = setInterval(() => void sync(), SYNC_MS);

  async function enter(mine: number): Promise<void> {
    const answer = await line.ask('room:enter', {
      protocol: PROTOCOL_VERSION,
      room,
      ...(token === undefined ? { newcomer: options.newcomer } : { token }),
      ...(options.hostToken !== undefined && { hostToken: options.hostToken }),
    });
    if (mine !== generation) return;
    if (!answer.ok) {
      if (!isPassing(answer)) return end(answer.detail);
      setTimeout(() => mine === generation && void enter(mine), waitOf(answer));
      return;
    }
    const { value } = answer;
    token = value.token;
    self = value.self;
    places = value.places;
    clock.start(value.now, value.segment);
    // A cursor is of one place.
    if (viewOf !== self.place) chain.clear(null);
    viewOf = self.place;
    keep();
    void sync();
    hearing.entered(value);
    await resume(mine);
  }

  async function resume(mine: number): Promise<void> {
    for (;;) {
      const answer = await line.ask('chat:resume', { after: chain.cursor });
      if (mine !== generation) return;
      if (answer.ok) {
        take(answer.value.events, answer.value);
        // A piece may have been handed to us before the answer that it follows.
        for (const { events } of chain.restart(answer.value.cursor)) take(events, undefined);
        keep();
        if (answer.value.more) continue;
        isAttending = true;
        watch();
        receipts.resume();
        speak();
        return;
      }
      if (!isPassing(answer)) return end(answer.detail);
      await new Promise((wake) => setTimeout(wake, waitOf(answer)));
      if (mine !== generation) return;
    }
  }

  /** One's place is another one now: by oneself, by the host, or in another tab. */
  async function goTo(now: Self): Promise<void> {
    self = now;
    if (now.place === viewOf) return;
    viewOf = now.place;
    isAttending = false;
    receipts.forget();
    chain.clear(null);
    keep();
    await resume(++generation);
  }

  function takePiece(piece: NoticeOf<'chat:arrived'>): void {
    if (piece.place !== viewOf) return;
    for (const { events } of chain.add(piece)) take(events, undefined);
    keep();
    watch();
  }

  /** A piece that does not fit waits for a while; then the view is asked for from where it breaks. */
  function watch(): void {
    if (!chain.isBroken) {
      clearTimeout(lateTimer);
      lateTimer = undefined;
      return;
    }
    lateTimer ??= setTimeout(() => {
      lateTimer = undefined;
      if (chain.isBroken && isAttending) void resume(++generation);
    }, LATE_MS);
  }

  function take(events: readonly ArrivedEvent[], page: Page | undefined): void {
    for (const { author, id } of events) if (author === self?.id) outbox.forget(id);
    if (page?.fresh) people = new Map(page.people.map((person) => [person.id, person]));
    else people = events.reduce(foldPresence, people);
    hearing.arrived(events, page);
  }

  /** Asks what is due, and sees to the rest in time. */
  function speak(): void {
    clearTimeout(sayTimer);
    if (!isAttending) return;
    for (const message of outbox.take(performance.now())) void ask(message);
    const waitMs = outbox.nextAt(performance.now()) - performance.now();
    if (waitMs < Infinity) sayTimer = setTimeout(speak, Math.max(1, waitMs));
  }

  async function ask(message: Message): Promise<void> {
    const mine = generation;
    const answer = await line.ask('chat:say', message);
    if (!answer.ok && answer.reason === 'unanswered' && mine !== generation) return;
    const fate = outbox.settle(message.id, answer, performance.now());
    if (answer.ok) hearing.taken(message, answer.value);
    else if (fate === 'failed') hearing.failed(message, answer.detail);
    if (fate !== 'again') keep();
    speak();
  }

  async function sync(): Promise<void> {
    const askedAt = performance.now();
    const answer = await line.ask('clock:sync', {});
    if (answer.ok) clock.sample(answer.value.now, askedAt);
  }

  function keep(): void {
    if (token === undefined || viewOf === undefined) return;
    const { cursor } = chain;
    const known = [...people.values()];
    hearing.keep?.({ room, token, place: viewOf, cursor, people: known, outbox: outbox.messages });
  }

  function hangUp(): void {
    generation++;
    isAttending = false;
    clearInterval(syncing);
    clearTimeout(lateTimer);
    clearTimeout(sayTimer);
    receipts.pause();
    line.close();
  }

  function end(why: string): void {
    hangUp();
    hearing.over(why);
  }

  return {
    get self() {
      return self;
    },
    clock,
    get places() {
      return places;
    },
    get unsent() {
      return outbox.messages.length;
    },
    get people() {
      return people;
    },
    say(text, more = {}) {
      const message = { id: randomBytes(12).toString('base64url'), text, ...more };
      outbox.add(message);
      keep();
      speak();
      return message;
    },
    shown: receipts.owe,
    async move(place) {
      const answer = await line.ask('room:move', {
        id: randomBytes(12).toString('base64url'),
        place,
      });
      if (answer.ok) await goTo(answer.value.self);
      return answer;
    },
    warp: (warp) => line.ask('space:warp', { warp }),
    search: (words) => line.ask('chat:search', { words, before: null }),
    async leave(patienceMs = 0) {
      const until = performance.now() + patienceMs;
      while (outbox.messages.length > 0 && performance.now() < until) {
        await new Promise((wake) => setTimeout(wake, 20));
      }
      await line.ask('room:leave', {});
      hangUp();
    },
  };
}

type No = Exclude<Answer<'room:enter'>, { ok: true }>;

/** What may be otherwise in a moment. */
const isPassing = ({ reason }: No): boolean =>
  reason === 'busy' || reason === 'unavailable' || reason === 'unanswered';

const waitOf = (no: No): number => (no as Partial<Refusal>).retryAfterMs ?? RETRY_MS;
