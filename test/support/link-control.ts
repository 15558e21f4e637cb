// A Socket.IO server with a link, its HTTP control and panel mounted at /link/, and a client.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Server, type Socket } from 'socket.io';
import { type Socket as Client, io as connect } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { attachLink } from '../../server/link/attach.ts';
import type { LinkLayer } from '../../server/link/layer.ts';
import { createLinkRouter } from '../../server/link/router.ts';
import { next } from './link-server.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

export interface LinkControl {
  readonly url: string;
  readonly layer: LinkLayer;
  readonly clock: ManualClock;
  readonly client: Client;
  readonly socket: Socket;
  ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }>;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer of any form, which the test then compares.
type Body = any;

export async function controlLink(): Promise<LinkControl> {
  const app = express();
  const http = createServer(app);
  const io = new Server(http);
  const clock = createManualClock(1_000_000);
  const layer = attachLink(io, { clock, seed: 'control', exempt: (event) => event === 'sync' });
  app.use('/link', createLinkRouter(layer));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const arrived = next(io, 'connection');
  const client = connect(url, { transports: ['websocket'] });
  onTestFinished(async () => {
    client.disconnect();
    http.closeAllConnections();
    await io.close();
  });
  const [socket] = (await arrived) as [Socket];
  socket.on('sync', (ack: () => void) => ack());
  return {
    url,
    layer,
    clock,
    client,
    socket,
    async ask(method, path, body) {
      const response = await fetch(`${url}/link/${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}
