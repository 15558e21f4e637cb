// The one socket of a tab. It connects when it is told to, keeps nothing and retries nothing: what
// must survive a lost connection (the outbox, the cursor) is the business of state/.
import { io, type Socket } from 'socket.io-client';
import type { Dispose } from '../shared/time/clock.ts';
import {
  type Answer,
  CONTROL_TIMEOUT_MS,
  DATA_TIMEOUT_MS,
  unanswered,
} from '../shared/wire/answer.ts';
import type {
  AnswerOf,
  AskName,
  AskOf,
  ClientToServer,
  NoticeName,
  NoticeOf,
  ServerToClient,
} from '../shared/wire/protocol.ts';
import type { Outcome } from '../shared/wire/refusal.ts';

/** Attempts in a row that may fail before long polling is tried too: on a fresh page, and after a connection. */
const FAILURES_FIRST = 0;
const FAILURES_LATER = 3;

let patienceMs = DATA_TIMEOUT_MS;

const socket: Socket<ServerToClient, ClientToServer> = io({
  autoConnect: false,
  reconnection: false,
  transports: ['websocket'],
  tryAllTransports: true,
});

/** Not every network lets a WebSocket through. Loaded only then; without a server that does not come either. */
function allowPolling(): void {
  import('./polling.ts').then(
    ({ transports }) => {
      socket.io.opts.transports = transports;
    },
    () => undefined,
  );
}

/** Asks once. Resolves always, never rejects; without a connection at once, as `unanswered`. */
export async function ask<Name extends AskName>(
  name: Name,
  body: AskOf<Name>,
): Promise<Answer<Name>> {
  if (!socket.connected) return unanswered('There is no connection.');
  const timeoutMs = name.startsWith('chat:') ? patienceMs : CONTROL_TIMEOUT_MS;
  // The library's types cannot tie a generic name to its own listener.
  const patient = socket.timeout(timeoutMs) as unknown as {
    emitWithAck(name: string, body: unknown): Promise<Outcome<AnswerOf<Name>>>;
  };
  try {
    // excerpt: send, non-blocking
    const answer = await patient.emitWithAck(name, body); // The page runs on while this waits.
    return answer;
    // end of excerpt
  } catch {
    return unanswered('No answer came.');
  }
}

/** How long a later data ask waits for its answer, real ms; undefined: as long as any link can take. */
export function setPatience(ms: number | undefined): void {
  patienceMs = ms ?? DATA_TIMEOUT_MS;
}

/** The id of the connection; undefined without one. */
export const socketId = (): string | undefined => (socket.connected ? socket.id : undefined);

/** Hears a notice until disposed. */
export function hear<Name extends NoticeName>(
  name: Name,
  handle: (body: NoticeOf<Name>) => void,
): Dispose {
  const loose = socket as unknown as {
    on(name: string, handle: unknown): void;
    off(name: string, handle: unknown): void;
  };
  loose.on(name, handle);
  return () => loose.off(name, handle);
}

export const isConnected = (): boolean => socket.connected;

/** Tries to connect, once. */
export function connect(): void {
  if (self.origin === 'null') void connectByTicket();
  else socket.connect();
}

/** A sandboxed pane is nobody's: the page around it gets a ticket for each of its connections. */
async function connectByTicket(): Promise<void> {
  const ticket = await new Promise<string>((resolve) => {
    const hear = ({ source, data }: MessageEvent): void => {
      if (source !== parent || data?.ask !== 'use-ticket') return;
      removeEventListener('message', hear);
      resolve(String(data.ticket));
    };
    addEventListener('message', hear);
    parent.postMessage({ told: 'wants-ticket' }, '*');
  });
  socket.io.opts.query = { ticket };
  socket.connect();
}

/** Whether the connection answers within `ms` real ms. No link lies between. */
export const answersWithin = (ms: number): Promise<boolean> =>
  socket
    .timeout(ms)
    .emitWithAck('clock:sync', {})
    .then(
      () => true,
      () => false,
    );

/** Hangs up. */
export function disconnect(): void {
  socket.disconnect();
}

export interface WireEvents {
  /** A connection stands; nothing has been said on it yet. */
  readonly up: () => void;
  /** It is lost, or one attempt failed. */
  readonly down: () => void;
}

/** Hears the connection come and go until disposed. */
export function watchWire({ up, down }: WireEvents): Dispose {
  // A network that has let one through most likely does so again: what failed is the server, or the way to it.
  let failures = -FAILURES_FIRST;
  const failed = () => {
    failures++;
    if (failures > 0) allowPolling();
    down();
  };
  const stood = () => {
    failures = -FAILURES_LATER;
    up();
  };
  socket.on('connect', stood);
  socket.on('disconnect', down);
  socket.on('connect_error', failed);
  return () => {
    socket.off('connect', stood);
    socket.off('disconnect', down);
    socket.off('connect_error', failed);
  };
}
