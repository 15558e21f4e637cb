// A real server on a free port of the loopback, and real socket.io clients that read what it tells
// one by one. Nothing here waits for a time: a test moves the clock, or waits for an answer.
import { Agent } from 'node:http';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { createApp } from '../../server/app.ts';
import type { EventLog } from '../../server/chat/log/event-log.ts';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import type { GuardOptions } from '../../server/guard/guard.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import type {
  AnswerOf,
  AskName,
  AskOf,
  ClientToServer,
  NoticeName,
  NoticeOf,
  ServerToClient,
} from '../../shared/wire/protocol.ts';
import type { Outcome } from '../../shared/wire/refusal.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

export const NOON = Date.UTC(2026, 10, 22, 12);

export interface TestServer {
  readonly url: string;
  readonly log: EventLog;
  readonly clock: ManualClock;
  /** Makes a room from a scenario. */
  createRoom(scenario?: string): Promise<{ room: string; hostToken: string }>;
  /** How many blocking requests are held. */
  held(): number;
  close(): Promise<void>;
}

/** Starts a server whose time stands still until the test moves it. */
export async function startServer(
  options: {
    clock?: ManualClock;
    log?: (clock: Clock) => EventLog;
    logger?: Logger;
    guard?: GuardOptions;
  } = {},
): Promise<TestServer> {
  const { guard } = options;
  const clock = options.clock ?? createManualClock(NOON);
  const log = options.log?.(clock) ?? createMemoryLog({ clock });
  const logger = options.logger ?? pino({ level: 'silent' });
  const app = createApp({
    log,
    clock,
    logger,
    pages: join(process.cwd(), 'dist/client'),
    ...(guard && { guard }),
  });
  const { port } = await app.listen(0, '127.0.0.1');
  onTestFinished(() => app.close());
  const url = `http://127.0.0.1:${port}`;
  const { held, close } = app;
  return { url, log, clock, held, close, createRoom: (scenario) => createRoom(url, scenario) };
}

export async function createRoom(
  url: string,
  scenario = 'io',
): Promise<{ room: string; hostToken: string }> {
  const response = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scenario }),
  });
  return (await response.json()) as { room: string; hostToken: string };
}

export interface TestClient {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  ask<Name extends AskName>(name: Name, body: AskOf<Name>): Promise<Outcome<AnswerOf<Name>>>;
  /** As `ask`, but a refusal fails the test. */
  get<Name extends AskName>(name: Name, body: AskOf<Name>): Promise<AnswerOf<Name>>;
  /** The next notice of a name, in order; waits for it. */
  next<Name extends NoticeName>(name: Name): Promise<NoticeOf<Name>>;
  /** Notices of a name that have come and have not been taken. */
  waiting(name: NoticeName): number;
  close(): void;
}

/** Connects, until the test ends; WebSocket only, so that one connection is one socket. */
export async function connect(url: string, how: { from?: string } = {}): Promise<TestClient> {
  const client = await openClient(url, how);
  onTestFinished(client.close);
  return client;
}

/** As `connect`, but whoever opens it closes it. `from`: its own address. */
export async function openClient(
  url: string,
  { from }: { from?: string } = {},
): Promise<TestClient> {
  const agent = from === undefined ? undefined : new Agent({ localAddress: from });
  const socket: TestClient['socket'] = io(url, {
    transports: ['websocket'],
    reconnection: false,
    // What the library wants for Node is typed for browsers.
    ...(agent && { agent: agent as never }),
  });
  const queues = new Map<string, unknown[]>();
  const readers = new Map<string, ((body: unknown) => void)[]>();
  socket.onAny((name: string, body: unknown) => {
    const reader = readers.get(name)?.shift();
    if (reader) reader(body);
    else queues.set(name, [...(queues.get(name) ?? []), body]);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
    // Gone between its opening and the namespace's: nothing else says so.
    socket.io.once('close', (reason) => reject(new Error(`The connection is gone: ${reason}`)));
  });

  const ask = (name: string, body: unknown): Promise<Outcome<never>> =>
    new Promise((resolve) => socket.emit(name as AskName, body as never, resolve as never));
  return {
    socket,
    ask: (name, body) => ask(name, body),
    async get(name, body) {
      const outcome = await ask(name, body);
      if (outcome.ok) return outcome.value;
      throw new Error(`${name}: ${outcome.reason}: ${outcome.detail}`);
    },
    next: (name) =>
      new Promise((resolve) => {
        const queued = queues.get(name)?.shift();
        if (queued !== undefined) resolve(queued as never);
        else readers.set(name, [...(readers.get(name) ?? []), resolve as never]);
      }),
    waiting: (name) => queues.get(name)?.length ?? 0,
    close: () => void socket.disconnect(),
  };
}

export interface TestMember extends TestClient {
  readonly entered: AnswerOf<'room:enter'>;
  readonly view: AnswerOf<'chat:resume'>;
}

type Who = Partial<AskOf<'room:enter'>> & { place?: string; from?: string };

/** Connects and enters as a newcomer at `place` (or with a token); hears no place yet. */
export async function comeIn(
  url: string,
  room: string,
  who: Who = {},
): Promise<Omit<TestMember, 'view'>> {
  const { place = 'earth', from, ...rest } = who;
  const client = await connect(url, from === undefined ? {} : { from });
  const newcomer = rest.token ? {} : { newcomer: { name: `Member at ${place}`, hue: 10, place } };
  const entered = await client.get('room:enter', {
    protocol: PROTOCOL_VERSION,
    room,
    ...newcomer,
    ...rest,
  });
  return { ...client, entered };
}

/** As `comeIn`, and resumes: over the tab's link. */
export async function enter(url: string, room: string, who: Who = {}): Promise<TestMember> {
  const member = await comeIn(url, room, who);
  return { ...member, view: await member.get('chat:resume', { after: null }) };
}

/** The next event in what arrives that fulfils `is`; others are passed over. */
export async function nextEvent(
  client: TestClient,
  is: (event: ArrivedEvent) => boolean,
): Promise<ArrivedEvent> {
  for (;;) {
    const { events } = await client.next('chat:arrived');
    const found = events.find(is);
    if (found) return found;
  }
}

let ids = 0;
/** An event id that no other call has given. */
export const newId = (): string => `test-event-${ids++}`;
