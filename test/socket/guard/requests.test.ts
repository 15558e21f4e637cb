// What stays of the request that began a connection, on a server of Socket.IO of its own.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io as connectTo } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { forgetRequests } from '../../../server/sockets/requests.ts';
import { openRaw } from '../../support/raw-web-socket.ts';
import { startServer } from '../../support/server.ts';
import { frame, OPCODE } from '../../support/web-socket-frame.ts';

test.each(['websocket', 'polling'])(
  '[E14] of the request that began a connection over %s nothing stays, and the connection goes on',
  async (transport) => {
    const http = createServer();
    const server = new Server(http);
    const answers: { req?: IncomingMessage }[] = [];
    server.engine.use((_: IncomingMessage, answer: { req?: IncomingMessage }, next: () => void) => {
      answers.push(answer);
      next();
    });
    const forget = forgetRequests(server, ({ headers }) => `${headers['x-mine']}`);
    const here = new Promise<unknown[]>((resolve) => {
      server.on('connection', (socket) => {
        const before = forget(socket);
        socket.on('ask', (answer: (word: string) => void) => answer('well'));
        resolve([before, socket.request, socket.handshake.headers, socket.handshake.query]);
      });
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo;
    const options = { transports: [transport], extraHeaders: { 'x-mine': 'so long' } };
    const client = connectTo(`http://127.0.0.1:${port}`, options);
    onTestFinished(async () => {
      client.close();
      await server.close();
    });
    expect(await here).toEqual(['so long', undefined, {}, {}]);
    expect(await client.emitWithAck('ask')).toBe('well');
    if (transport === 'websocket') expect(answers.map(({ req }) => req)).toEqual([undefined]);
  },
);

test('[E7][E14] who leaves and comes again over one connection is served as before', async () => {
  const server = await startServer();
  const raw = await openRaw(server.url);
  const send = (text: string): void => raw.send(frame(OPCODE.text, text));
  for (let time = 1; time <= 3; time++) {
    send('40');
    send(`42${time}["clock:sync",{}]`);
    await raw.until(`43${time}[{"ok":true`);
    send('41');
  }
  expect(raw.heard.match(/40\{/g)).toHaveLength(3);
  raw.tcp.destroy();
});
