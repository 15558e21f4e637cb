// Cuts off connections that send more frames than anybody needs: packets, of which one polling request
// can hold thousands, and the WebSocket's own pings and pongs, which nothing above it ever sees.
import type { IncomingMessage } from 'node:http';
import type { Server } from 'socket.io';
import type { Guard } from './guard.ts';
import type { Allowance } from './limits.ts';

type Transport = { readonly name: string; readonly socket?: RawSocket };

/** What we use of a connection of Engine.IO. */
interface EngineSocket {
  readonly request: IncomingMessage;
  readonly transport: Transport;
  on(name: 'packet', heard: () => void): void;
  on(name: 'upgrading', heard: (transport: Transport) => void): void;
  close(discard: boolean): void;
}

/** What we use of a WebSocket of the `ws` library. */
interface RawSocket {
  on(name: 'ping' | 'pong' | 'error', heard: () => void): void;
  terminate(): void;
}

/** `onFlood`: the address whose connection has just been cut off. */
export function limitFrames(
  engine: Server['engine'],
  { limits, addressOf }: Pick<Guard, 'limits' | 'addressOf'>,
  onFlood: (address: string) => void,
): void {
  engine.on('connection', (socket: EngineSocket) => {
    const address = addressOf(socket.request);
    let isOver = false;
    const cutOff = (): void => {
      if (isOver) return;
      isOver = true;
      raw?.terminate();
      socket.close(true);
      onFlood(address);
    };
    const packet = countdown(limits.frames, cutOff);
    const ping = countdown(limits.pings, cutOff);
    let raw: RawSocket | undefined;
    function watch(transport: Transport): void {
      if (transport.name !== 'websocket' || !transport.socket) return;
      raw = transport.socket;
      raw.on('ping', ping);
      raw.on('pong', ping);
      // Frames that no client makes: too long, in too many pieces, against the protocol.
      raw.on('error', cutOff);
    }
    watch(socket.transport);
    // From its first frame on, not only once the upgrade is done.
    if (!raw) socket.on('upgrading', watch);
    socket.on('packet', packet);
  });
}

/** Counts in windows that begin with a call; runs `over` when one window has too many. */
function countdown({ points, seconds }: Allowance, over: () => void): () => void {
  let left = points;
  let since = performance.now();
  return () => {
    if (left-- > 0) return;
    const now = performance.now();
    const isOver = now - since < seconds * 1000;
    [left, since] = [points, now];
    if (isOver) over();
  };
}
