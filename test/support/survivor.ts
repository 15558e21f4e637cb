// A client that outlives its server: it keeps its token, its cursor and what is not acknowledged, comes
// back with them, and complains at once about whatever is early, twice, lost or out of order.
import { expect } from 'vitest';
import { realMs } from '../../shared/time/frames.ts';
import { simAt, type WarpSegment } from '../../shared/time/warp.ts';
import type { ArrivedEvent, WireCursor } from '../../shared/wire/event.ts';
import type { NoticeOf } from '../../shared/wire/protocol.ts';
import type { Outcome } from '../../shared/wire/refusal.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { openClient, type TestClient } from './server.ts';

export interface Survivor {
  readonly place: string;
  readonly id: string;
  /** What it was given, as `author/id`, in order. */
  readonly heard: readonly string[];
  /** Ids that it has said and has not had an answer for. */
  readonly unanswered: ReadonlySet<string>;
  /** What the log has acknowledged, as `author/id`. */
  readonly acknowledged: ReadonlySet<string>;
  /** Connects (again), resumes, and asks again what has no answer. Rejects when the connection goes. */
  comeBack(url: string): Promise<void>;
  /** Says something now; resolves when it is answered, or the connection is gone. */
  say(id: string): Promise<void>;
  /** As the host, for this connection. */
  setWarp(warp: number): Promise<void>;
  /** Whoever makes it also ends it. */
  disconnect(): void;
}

/** A newcomer at `place`. It is not connected until it comes back. */
export function createSurvivor(room: string, place: string, hostToken?: string): Survivor {
  let client: TestClient | undefined;
  let token: string | undefined;
  let self = '';
  let cursor: WireCursor | null = null;
  let segment: WarpSegment | undefined;
  /** The server's clock is ahead of `performance` by this at most, ms. */
  let aheadMsMax = Infinity;
  let last = -Infinity;
  const heard: string[] = [];
  const known = new Set<string>();
  const unanswered = new Set<string>();
  const acknowledged = new Set<string>();

  function take(events: readonly ArrivedEvent[]): void {
    const latest = realMs(performance.now() + aheadMsMax);
    for (const { author, id, arrivesAt } of events) {
      const key = `${author}/${id}`;
      if (known.has(key)) throw new Error(`${key} came twice.`);
      if (arrivesAt < last) throw new Error(`${key} is out of order.`);
      if (segment && arrivesAt > simAt([segment], latest)) throw new Error(`${key} is early.`);
      last = arrivesAt;
      known.add(key);
      heard.push(key);
    }
  }

  async function enter(on: TestClient): Promise<void> {
    const takeSegment = (next: WarpSegment): void => {
      if (next.from >= (segment?.from ?? -Infinity)) segment = next;
    };
    on.socket.on('clock:warped', (told) => takeSegment(told.segment as WarpSegment));
    const askedAt = performance.now();
    const entered = await on.get('room:enter', {
      protocol: PROTOCOL_VERSION,
      room,
      ...(token === undefined ? { newcomer: { name: `At ${place}`, hue: 10, place } } : { token }),
      ...(hostToken !== undefined && { hostToken }),
    });
    aheadMsMax = entered.now - askedAt;
    token = entered.token;
    self = entered.self.id;
    takeSegment(entered.segment as WarpSegment);
  }

  async function resume(on: TestClient): Promise<void> {
    // The last page and what arrives after it may come in one turn: hear first, take in order.
    let early: NoticeOf<'chat:arrived'>[] | undefined = [];
    const takePiece = (piece: NoticeOf<'chat:arrived'>): void => {
      expect(piece.after, 'something is left out').toEqual(cursor);
      take(piece.events);
      cursor = piece.cursor;
    };
    on.socket.on('chat:arrived', (piece) => {
      if (early) early.push(piece);
      else takePiece(piece);
    });
    for (let more = true; more; ) {
      const page = await on.get('chat:resume', { after: cursor });
      if (cursor) expect(page).toMatchObject({ fresh: false, lost: false });
      take(page.events);
      cursor = page.cursor;
      more = page.more;
    }
    const pieces = early;
    early = undefined;
    pieces.forEach(takePiece);
  }

  async function ask(id: string): Promise<void> {
    const socket = client?.socket;
    while (socket?.connected) {
      const answer = await new Promise<Outcome<unknown> | undefined>((resolve) => {
        socket.once('disconnect', () => resolve(undefined));
        socket.emit('chat:say', { id, text: `word ${id}` }, resolve);
      });
      if (answer?.ok) {
        unanswered.delete(id);
        acknowledged.add(`${self}/${id}`);
        return;
      }
      if (!answer) return; // Killed: when it comes back.
      if (answer.reason !== 'busy') throw new Error(`${answer.reason}: ${answer.detail}`);
      await new Promise((wake) => setTimeout(wake, answer.retryAfterMs));
    }
  }

  return {
    place,
    get id() {
      return self;
    },
    heard,
    unanswered,
    acknowledged,
    async comeBack(url) {
      client = undefined;
      const on = await openClient(url);
      client = on;
      const gone = new Promise<never>((_, reject) => {
        on.socket.once('disconnect', () => reject(new Error('The connection is gone.')));
      });
      await Promise.race([enter(on).then(() => resume(on)), gone]);
      for (const id of unanswered) void ask(id);
    },
    async say(id) {
      unanswered.add(id);
      await ask(id);
    },
    async setWarp(warp) {
      await client?.get('space:warp', { warp });
    },
    disconnect() {
      client?.close();
      client = undefined;
    },
  };
}
