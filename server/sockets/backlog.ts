// What waits in this process because a client does not read it: a client that never reads, and answers
// pings blindly, would fill the memory of a stock server.
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { ChatSocket } from './session.ts';

/** Packets, or bytes, that may wait for one client. What is over that is not fed to it. */
const BACKLOG_PACKETS_MAX = 500;
const BACKLOG_BYTES_MAX = 1_000_000;
/** Real ms in which whatever a turn has written can at least go to the network. */
const CHANCE_MS = 20;
/** Real ms after which whoever asks in the meantime may ask again. */
const ASK_AGAIN_MS = 1000;

/** The parts of Engine.IO 6.6 that its types keep private. */
interface EngineConnection {
  readonly writeBuffer: readonly { readonly data?: string | Uint8Array }[];
  /** A WebSocket of `ws`; polling has none. */
  readonly transport: {
    readonly socket?: { readonly bufferedAmount?: number; terminate?(): void };
  };
  close(discard: boolean): void;
}

const connectionOf = ({ conn }: ChatSocket): EngineConnection =>
  conn as unknown as EngineConnection;

function isOverfull(socket: ChatSocket): boolean {
  const connection = connectionOf(socket);
  return (
    connection.writeBuffer.length > BACKLOG_PACKETS_MAX ||
    waitingBytes(connection) > BACKLOG_BYTES_MAX
  );
}

/** Whether more waits for a client than may, and still does when it has had a chance to read. */
export async function isStuck(socket: ChatSocket): Promise<boolean> {
  if (!isOverfull(socket)) return false;
  await new Promise((wake) => setTimeout(wake, CHANCE_MS));
  return isOverfull(socket);
}

/** Whether a client has read what waited for it, but for a little. */
export function isDrained(socket: ChatSocket): boolean {
  const connection = connectionOf(socket);
  return (
    connection.writeBuffer.length < BACKLOG_PACKETS_MAX / 4 &&
    waitingBytes(connection) < BACKLOG_BYTES_MAX / 4
  );
}

/** Ends a connection at once. What waits for it is dropped: to be written, it would have to be read. */
export function hangUp(socket: ChatSocket): void {
  const connection = connectionOf(socket);
  connection.close(true);
  connection.transport.socket?.terminate?.();
}

/** For whoever asks on and on and does not read the answers. */
export const readFirst: Refusal = {
  ok: false,
  reason: 'busy',
  detail: 'Too much is waiting to be read on this connection. Read it, and ask again.',
  retryAfterMs: ASK_AGAIN_MS,
};

function waitingBytes({ writeBuffer, transport }: EngineConnection): number {
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) bytes += data?.length ?? 0;
  return bytes;
}
