// Cuts off connections that send more frames than anybody needs: packets, of which one polling request
// can hold thousands, and the WebSocket's own pings and pongs, which nothing above it ever sees.
import type { Logger } from 'pino';
import type { Server } from 'socket.io';
import type { Allowance } from './limits.ts';

type Transport = { readonly name: string; readonly socket?: RawSocket };

/** What we use of a connection of Engine.IO. */
interface EngineSocket {
  readonly remoteAddress: string;
  readonly transport: Transport;
  on(name: 'packet', heard: () => void): void;
  on(name: 'upgrading', heard: (transport: Transport) => void): void;
  close(discard: boolean): void;
}

/** What we use of a WebSocket of the `ws` library. */
interface RawSocket {
  on(name: 'ping' | 'pong', heard: () => void): void;
  terminate(): void;
}

export function limitFrames(engine: Server['engine'], allowance: Allowance, logger: Logger): void {
  engine.on('connection', (socket: EngineSocket) => {
    const frame = countdown(allowance, () => {
      logger.warn({ address: socket.remoteAddress }, 'a connection sent too many frames: cut off');
      raw?.terminate();
      socket.close(true);
    });
    let raw: RawSocket | undefined;
    function watch(transport: Transport): void {
      if (transport.name !== 'websocket' || !transport.socket) return;
      raw = transport.socket;
      raw.on('ping', frame);
      raw.on('pong', frame);
    }
    watch(socket.transport);
    // From its first frame on, not only once the upgrade is done.
    socket.on('upgrading', watch);
    socket.on('packet', frame);
  });
}

/** Counts in windows that begin with a call; runs `over` once, when one window has too many. */
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
