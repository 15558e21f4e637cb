// A real Socket.IO server with a link layer on it, and real clients, on a port of its own.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type ServerOptions, type Socket } from 'socket.io';
import {
  type Socket as Client,
  io as connect,
  type ManagerOptions,
  type SocketOptions,
} from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { type AttachOptions, attachLink } from '../../server/link/attach.ts';
import type { LinkLayer } from '../../server/link/layer.ts';

export interface LinkServer {
  readonly io: Server;
  readonly layer: LinkLayer;
  /** Connects a client and gives both ends. */
  join(options?: JoinOptions): Promise<{ client: Client; socket: Socket }>;
}

export type JoinOptions = Partial<ManagerOptions & SocketOptions> & { namespace?: string };

/** Serves until the test has finished. `layer: null` = the same server without a link. */
export async function serveLink(
  layerOptions: AttachOptions | null = {},
  serverOptions: Partial<ServerOptions> = {},
): Promise<LinkServer> {
  const http = createServer();
  const io = new Server(http, serverOptions);
  const layer = layerOptions === null ? undefined : attachLink(io, layerOptions);
  const clients: Client[] = [];
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  onTestFinished(async () => {
    for (const client of clients) client.disconnect();
    await io.close();
  });
  return {
    io,
    layer: layer as LinkLayer,
    async join({ namespace = '/', ...options } = {}) {
      const client = connect(`http://127.0.0.1:${port}${namespace}`, {
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        ...options,
      });
      clients.push(client);
      await next(client, 'connect');
      // By its id: a client that looks for a server of another test, now gone, may knock here.
      return { client, socket: io.of(namespace).sockets.get(client.id as string) as Socket };
    },
  };
}

/** Anything with `once`. */
interface Emitter {
  once(event: string, listener: (...args: unknown[]) => void): unknown;
}

/** The arguments of the next `event`. */
export function next(emitter: Emitter, event: string): Promise<unknown[]> {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

/** Collects all events of a client or a socket, in order, as [name, ...args]. */
export function record(socket: {
  onAny(listener: (...args: unknown[]) => void): unknown;
}): unknown[][] {
  const seen: unknown[][] = [];
  socket.onAny((...args) => seen.push(args));
  return seen;
}

/** Until an exempt round trip has come back: all that was written before it has then been read. */
export async function settled(client: Client): Promise<void> {
  await client.timeout(5000).emitWithAck('sync');
}
