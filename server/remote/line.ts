// The line from a program to a server: one socket that comes back after every loss, with pauses that
// grow. It keeps nothing: what must survive a loss is the business of member.ts.
import { io, type Socket } from 'socket.io-client';
import {
  type Answer,
  CONTROL_TIMEOUT_MS,
  DATA_TIMEOUT_MS,
  unanswered,
} from '../../shared/wire/answer.ts';
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

export interface Line {
  readonly isUp: boolean;
  /** Asks once; resolves always. A data ask may pass a slow link twice: see `timeoutMs`. */
  ask<Name extends AskName>(name: Name, body: AskOf<Name>): Promise<Answer<Name>>;
  hear<Name extends NoticeName>(name: Name, handle: (body: NoticeOf<Name>) => void): void;
  /** Hangs up, for good. */
  close(): void;
}

/** Real ms. */
const PAUSE_MS = 500;
const PAUSE_MS_MAX = 10_000;

/** Connects to the server at `url`, now and again after each loss. `down`: also a failed attempt. */
export function openLine(
  url: string,
  { up, down }: { up: () => void; down: (why: string) => void },
): Line {
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    autoConnect: false,
  });
  let pauseMs = PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function again(why: string): void {
    if (isClosed) return;
    down(why);
    // At random, so that a whole class does not come back at one instant.
    timer = setTimeout(() => socket.connect(), pauseMs * (1 + Math.random() / 2));
    pauseMs = Math.min(2 * pauseMs, PAUSE_MS_MAX);
  }
  socket.on('connect', () => {
    pauseMs = PAUSE_MS;
    up();
  });
  socket.on('disconnect', again);
  socket.on('connect_error', ({ message }) => again(message));
  socket.connect();

  return {
    get isUp() {
      return socket.connected;
    },
    async ask<Name extends AskName>(name: Name, body: AskOf<Name>): Promise<Answer<Name>> {
      if (!socket.connected) return unanswered('There is no connection.');
      const timeoutMs = name.startsWith('chat:') ? DATA_TIMEOUT_MS : CONTROL_TIMEOUT_MS;
      // The library's types cannot tie a generic name to its own listener.
      const patient = socket.timeout(timeoutMs) as unknown as {
        emitWithAck(name: string, body: unknown): Promise<Outcome<AnswerOf<Name>>>;
      };
      try {
        return await patient.emitWithAck(name, body);
      } catch {
        return unanswered('No answer came.');
      }
    },
    hear: (name, handle) => void socket.on(name, handle as never),
    close() {
      isClosed = true;
      clearTimeout(timer);
      socket.disconnect();
    },
  };
}
