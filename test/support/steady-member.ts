// A member that does not give up: it comes back after every lost connection, says each message until it
// is taken, and notes at once whatever comes early, twice, out of order or after a gap.
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { ArrivedEvent, WireCursor } from '../../shared/wire/event.ts';
import type {
  AnswerOf,
  AskName,
  AskOf,
  ClientToServer,
  ServerToClient,
} from '../../shared/wire/protocol.ts';
import type { Outcome } from '../../shared/wire/refusal.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';

export interface SteadyMember {
  readonly place: string;
  /** What it was given, as `author/id`, in the order in which it came. */
  readonly heard: readonly string[];
  /** What it was given that should not have been, or not so: a sentence each. */
  readonly faults: readonly string[];
  /** Messages that were refused, by reason and the real ms that it took. */
  readonly refusals: readonly { readonly reason: string; readonly ms: number }[];
  /** How often it came back. */
  readonly returns: number;
  /** What it has asked and waits for; for the message of a test that fails. */
  readonly doing: string;
  /** Says something until it is taken; resolves with `author/id`. */
  say(id: string): Promise<string>;
  close(): void;
}

export interface SteadyMemberOptions {
  readonly url: string;
  readonly room: string;
  readonly place: string;
  /** The address that it comes from. */
  readonly from: string;
  /** By which the balancer decides which node it gets. */
  readonly cookie: string;
}

type Connection = Socket<ServerToClient, ClientToServer>;

/** An answer that takes longer is lost with its connection. */
const ANSWER_MS = 8000;
const RETRY_MS = 150;
/** A clock that is read in whole ms, and the rounding of a light time. */
const EARLY_MS = 1.5;

/** Resolves when it is in the room and hears its place. */
export async function openSteadyMember(options: SteadyMemberOptions): Promise<SteadyMember> {
  const { url, room, place, from, cookie } = options;
  const heard: string[] = [];
  const known = new Set<string>();
  const faults: string[] = [];
  const refusals: { reason: string; ms: number }[] = [];
  let connection: Connection | undefined;
  let token: string | undefined;
  let self = '';
  let cursor: WireCursor | null = null;
  let last = -Infinity;
  let realOf = (sim: number): number => sim;
  let isClosed = false;
  let returns = -1;
  let doing = '';

  function take(events: readonly ArrivedEvent[]): void {
    const now = Date.now() + EARLY_MS;
    for (const { author, id, arrivesAt } of events) {
      const key = `${author}/${id}`;
      if (known.has(key)) faults.push(`${key} came twice.`);
      if (arrivesAt < last) faults.push(`${key} is out of order.`);
      if (realOf(arrivesAt) > now) faults.push(`${key} is early.`);
      last = arrivesAt;
      known.add(key);
      heard.push(key);
    }
  }

  async function ask<Name extends AskName>(
    through: Connection,
    verb: Name,
    body: AskOf<Name>,
    onAnswer: (outcome: Outcome<AnswerOf<Name>>) => void = () => {},
  ): Promise<Outcome<AnswerOf<Name>> | undefined> {
    doing = verb;
    const outcome = await new Promise<Outcome<AnswerOf<Name>> | undefined>((resolve) => {
      const giveUp = (): void => resolve(undefined);
      const timer = setTimeout(giveUp, ANSWER_MS);
      through.once('disconnect', giveUp);
      const take = (answer: Outcome<AnswerOf<Name>>): void => {
        clearTimeout(timer);
        through.off('disconnect', giveUp);
        onAnswer(answer);
        resolve(answer);
      };
      through.emit(verb as AskName, body as never, take as never);
    });
    doing = outcome ? '' : `${verb}, no answer`;
    return outcome;
  }

  async function enter(on: Connection): Promise<boolean> {
    const who = token === undefined ? { newcomer: { name: place, hue: 10, place } } : { token };
    const entered = await ask(on, 'room:enter', { protocol: PROTOCOL_VERSION, room, ...who });
    if (!entered?.ok) {
      if (entered) doing = `room:enter: ${entered.reason} ${entered.detail}`;
      return false;
    }
    token = entered.value.token;
    self = entered.value.self.id;
    const { from: since, sim, warp } = entered.value.segment;
    realOf = (arrivesAt) => since + (arrivesAt - sim) / warp;
    return true;
  }

  async function resume(on: Connection): Promise<boolean> {
    on.on('chat:arrived', ({ events, after, cursor: next }) => {
      if (JSON.stringify(after) !== JSON.stringify(cursor)) faults.push(`A gap before ${next.id}.`);
      take(events);
      cursor = next;
    });
    for (let more = true; more; ) {
      const after = cursor;
      // In the turn of the answer: what arrives next may be right behind it.
      const page = await ask(on, 'chat:resume', { after }, (answer) => {
        if (!answer.ok) return;
        const { value } = answer;
        if (after && (value.fresh || value.lost)) faults.push(`${after.id} is not known any more.`);
        take(value.events);
        cursor = value.cursor ?? cursor;
      });
      if (!page?.ok) return false;
      more = page.value.more;
    }
    return true;
  }

  async function comeIn(): Promise<void> {
    const fresh: Connection = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: 3000,
      extraHeaders: { cookie },
      agent: new Agent({ localAddress: from }) as never,
    });
    doing = 'connecting';
    const isOpen = await new Promise<boolean>((resolve) => {
      fresh.once('connect', () => resolve(true));
      fresh.once('connect_error', () => resolve(false));
      fresh.io.once('close', () => resolve(false));
    });
    if (!isOpen || !(await enter(fresh)) || !(await resume(fresh)) || !fresh.connected) {
      fresh.off('chat:arrived');
      fresh.disconnect();
      return;
    }
    connection = fresh;
    returns++;
    fresh.once('disconnect', () => {
      connection = undefined;
      void comeBack();
    });
  }

  async function comeBack(): Promise<void> {
    while (!isClosed && !connection) {
      await comeIn();
      if (!connection) await wait(RETRY_MS);
    }
  }

  await comeBack();
  return {
    place,
    heard,
    faults,
    refusals,
    get returns() {
      return returns;
    },
    get doing() {
      return doing;
    },
    async say(id) {
      while (!isClosed) {
        const askedAt = performance.now();
        const on = connection;
        const outcome = on && (await ask(on, 'chat:say', { id, text: `text of ${id}` }));
        if (outcome?.ok) break;
        if (outcome) refusals.push({ reason: outcome.reason, ms: performance.now() - askedAt });
        await wait(RETRY_MS);
      }
      return `${self}/${id}`;
    },
    close() {
      isClosed = true;
      connection?.disconnect();
    },
  };
}
