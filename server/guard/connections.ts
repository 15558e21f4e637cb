// Looks at every TCP connection once a second, and cuts off those that only hold their place: requests
// that come drop by drop, answers that nobody reads, WebSockets that pour. (Node itself cuts off who
// says nothing, or not all headers: `headersTimeout`.)
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Dispose } from '../../shared/time/clock.ts';
import { boltDoor } from './bolt.ts';
import type { Guard } from './guard.ts';
import type { GuardLimits } from './limits.ts';

/** Real ms between two looks. */
const LOOK_EVERY_MS = 1000;

interface Watched {
  readonly socket: Socket;
  /** Whose it counts as. */
  readonly address: string;
  /** The request that is under way, and where it began. */
  request:
    | { readonly message: IncomingMessage; readonly since: number; readonly from: number }
    | undefined;
  isUpgraded: boolean;
  bytesRead: number;
  pouring: number;
  /** What waits to be read, and since when just as much. */
  unreadBytes: number;
  unreadSince: number;
}

/** Ends with the server or its disposer. */
export function watchConnections(
  server: Server,
  { limits, addressOf, isProxy, connections }: Guard,
  logger: Logger,
): Dispose {
  const all = new Map<Socket, Watched>();
  const perAddress = new Map<string, number>();
  /** Those that have begun too many: until when nothing is taken from them, real ms. */
  const shut = new Map<string, number>();
  const isShut = (address: string, now: number): boolean =>
    now < (shut.get(address) ?? 0) ||
    (perAddress.get(address) ?? 0) >= limits.connectionsPerAddress;

  boltDoor(server, (remoteAddress) => {
    if (isProxy(remoteAddress)) return false;
    return isShut(addressOf({ headers: {}, socket: { remoteAddress } }), performance.now());
  });
  server.on('connection', (socket: Socket) => {
    const address = addressOf({ headers: {}, socket });
    const now = performance.now();
    // Those of a proxy are those of many.
    const isOne = !isProxy(socket.remoteAddress ?? '');
    if (isOne && isShut(address, now)) {
      socket.destroy();
      return;
    }
    if (isOne) {
      void connections.take(address).then((refused) => {
        if (!refused) return;
        shut.set(address, now + (refused.retryAfterMs ?? 0));
        socket.destroy();
      });
    }
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
    all.set(socket, {
      socket,
      address,
      request: undefined,
      isUpgraded: false,
      bytesRead: 0,
      pouring: 0,
      unreadBytes: 0,
      unreadSince: now,
    });
    socket.on('close', closed);
  });
  /** One listener for all of ten thousand connections. */
  function closed(this: Socket): void {
    const address = all.get(this)?.address;
    if (address === undefined) return;
    all.delete(this);
    const left = (perAddress.get(address) ?? 1) - 1;
    if (left === 0) perAddress.delete(address);
    else perAddress.set(address, left);
  }
  server.on('request', (message: IncomingMessage) => {
    const watched = all.get(message.socket);
    const { bytesRead } = message.socket;
    if (watched) watched.request = { message, since: performance.now(), from: bytesRead };
  });
  server.prependListener('upgrade', ({ socket }: IncomingMessage) => {
    const watched = all.get(socket);
    if (watched) watched.isUpgraded = true;
  });

  let lookedAt = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    // A look that comes late sees what more seconds brought.
    const seconds = Math.max(1, (now - lookedAt) / 1000);
    lookedAt = now;
    for (const [address, until] of shut) if (until <= now) shut.delete(address);
    for (const watched of all.values()) {
      const fault = faultOf(watched, limits, { now, seconds });
      if (fault === undefined) continue;
      logger.info({ address: watched.socket.remoteAddress, fault }, 'a connection was cut off');
      watched.socket.destroy();
    }
  }, LOOK_EVERY_MS);
  timer.unref();
  server.once('close', () => clearInterval(timer));
  return () => clearInterval(timer);
}

/** Why a connection is to be cut off, if it is. */
function faultOf(
  watched: Watched,
  limits: GuardLimits,
  look: { now: number; seconds: number },
): string | undefined {
  const { now } = look;
  const { socket, request, isUpgraded } = watched;
  const { bytesRead, writableLength } = socket;
  const brought = bytesRead - watched.bytesRead;
  watched.bytesRead = bytesRead;
  if (isUpgraded) {
    const isPouring = brought > limits.bytesPerSecond * look.seconds;
    watched.pouring = isPouring ? watched.pouring + 1 : 0;
    return watched.pouring > 1 ? 'too many bytes' : undefined;
  }
  if (request && !request.message.complete) {
    const under = (now - request.since) / 1000;
    const rate = (bytesRead - request.from) / under;
    if (under > limits.silenceS && rate < limits.bodyBytesPerSecond) return 'slow request';
  }
  if (writableLength === 0 || writableLength !== watched.unreadBytes) {
    watched.unreadBytes = writableLength;
    watched.unreadSince = now;
  }
  return now - watched.unreadSince > limits.unreadS * 1000 ? 'unread answer' : undefined;
}
