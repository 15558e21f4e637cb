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
  on(name: 'packet', heard: (this: EngineSocket) => void): void;
  on(name: 'upgrading', heard: (this: EngineSocket, transport: Transport) => void): void;
  close(discard: boolean): void;
}

/** What we use of a WebSocket of the `ws` library. */
interface RawSocket {
  on(name: 'ping' | 'pong' | 'error', heard: (this: RawSocket) => void): void;
  terminate(): void;
}

/** `onFlood`: the address whose connection has just been cut off. */
export function limitFrames(
  engine: Server['engine'],
  { limits, addressOf }: Pick<Guard, 'limits' | 'addressOf'>,
  onFlood: (address: string) => void,
): void {
  /** Of each connection, found from both of its ends: listeners are shared, there are so many of them. */
  const watches = new WeakMap<EngineSocket | RawSocket, Watch>();

  function cutOff(watch: Watch): void {
    if (watch.isOver) return;
    watch.isOver = true;
    watch.raw?.terminate();
    watch.socket.close(true);
    onFlood(watch.address);
  }
  function onPacket(this: EngineSocket): void {
    const watch = watches.get(this);
    if (watch && isOver(watch.packets, limits.frames)) cutOff(watch);
  }
  function onPing(this: RawSocket): void {
    const watch = watches.get(this);
    if (watch && isOver(watch.pings, limits.pings)) cutOff(watch);
  }
  /** Frames that no client makes: too long, in too many pieces, against the protocol. */
  function onError(this: RawSocket): void {
    const watch = watches.get(this);
    if (watch) cutOff(watch);
  }
  function onTransport(this: EngineSocket, { name, socket: raw }: Transport): void {
    const watch = watches.get(this);
    if (!watch || name !== 'websocket' || !raw) return;
    watch.raw = raw;
    watches.set(raw, watch);
    raw.on('ping', onPing);
    raw.on('pong', onPing);
    raw.on('error', onError);
  }

  engine.on('connection', (socket: EngineSocket) => {
    const since = performance.now();
    watches.set(socket, {
      socket,
      address: addressOf(socket.request),
      raw: undefined,
      packets: { left: limits.frames.points, since },
      pings: { left: limits.pings.points, since },
      isOver: false,
    });
    onTransport.call(socket, socket.transport);
    // From its first frame on, not only once the upgrade is done.
    if (socket.transport.name !== 'websocket') socket.on('upgrading', onTransport);
    socket.on('packet', onPacket);
  });
}

interface Watch {
  readonly socket: EngineSocket;
  readonly address: string;
  raw: RawSocket | undefined;
  readonly packets: Countdown;
  readonly pings: Countdown;
  isOver: boolean;
}

interface Countdown {
  left: number;
  since: number;
}

/** Counts one in windows that begin with one: whether this window has too many. */
function isOver(countdown: Countdown, { points, seconds }: Allowance): boolean {
  if (countdown.left-- > 0) return false;
  const now = performance.now();
  const isTooMany = now - countdown.since < seconds * 1000;
  countdown.left = points;
  countdown.since = now;
  return isTooMany;
}
