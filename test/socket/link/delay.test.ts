import type { ServerOptions, Socket } from 'socket.io';
import { expect, test } from 'vitest';
import { type JoinOptions, next, record, serveLink, settled } from '../../support/link-server.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const exempt = (event: string) => event === 'sync';

async function start(serverOptions: Partial<ServerOptions> = {}, joinOptions: JoinOptions = {}) {
  const clock = createManualClock(1_000_000);
  const server = await serveLink({ clock, exempt, seed: 'test' }, serverOptions);
  const { client, socket } = await server.join(joinOptions);
  socket.on('sync', (ack: () => void) => ack());
  return { ...server, clock, client, socket };
}

test('[L10] a packet down arrives when it is due and not before', async () => {
  const { clock, client, socket, layer } = await start();
  layer.of(socket).set({ down: { delayMs: 300 } });
  const seen = record(client);
  socket.emit('hello', 1);
  clock.advance(299.9);
  await settled(client);
  expect(seen).toEqual([]);
  clock.advance(0.1);
  await settled(client);
  expect(seen).toEqual([['hello', 1]]);
});

test('[L10] a packet up arrives when it is due and not before', async () => {
  const { clock, client, socket, layer } = await start();
  layer.of(socket).set({ up: { delayMs: 300 } });
  const seen: unknown[][] = [];
  socket.on('hello', (...args) => seen.push(['hello', ...args]));
  client.emit('hello', 1);
  await settled(client);
  clock.advance(299.9);
  await settled(client);
  expect(seen).toEqual([]);
  clock.advance(0.1);
  await settled(client);
  expect(seen).toEqual([['hello', 1]]);
});

test('[L11] a shorter delay lets nobody overtake', async () => {
  const { clock, client, socket, layer } = await start();
  const seen = record(client);
  layer.of(socket).set({ down: { delayMs: 1000 } });
  socket.emit('a');
  layer.of(socket).set({ down: { delayMs: 0 } });
  socket.emit('b');
  clock.advance(999);
  await settled(client);
  expect(seen).toEqual([]);
  clock.advance(1);
  await settled(client);
  expect(seen).toEqual([['a'], ['b']]);
});

test('[L12] one server, many sockets: a room broadcast takes each link for itself', async () => {
  const { io, join, clock, client, socket, layer } = await start();
  const other = await join();
  other.socket.on('sync', (ack: () => void) => ack());
  layer.of(socket).set({ down: { delayMs: 50 } });
  const near = record(other.client);
  const far = record(client);
  io.emit('news', 1);
  await settled(other.client);
  await settled(client);
  expect([near, far]).toEqual([[['news', 1]], []]);
  clock.advance(50);
  await settled(client);
  expect(far).toEqual([['news', 1]]);
});

test('[L13] an acknowledgement takes the link in both directions', async () => {
  const { clock, client, socket, layer } = await start();
  layer.of(socket).set({ up: { delayMs: 10 }, down: { delayMs: 20 } });
  socket.on('ask', (ack: (answer: string) => void) => ack('answer'));
  let answer: unknown;
  client.emit('ask', (got: unknown) => {
    answer = got;
  });
  await settled(client);
  clock.advance(10);
  await settled(client);
  expect(answer).toBeUndefined();
  clock.advance(20);
  await settled(client);
  expect(answer).toBe('answer');
});

test('[L14] an exempt event and its answer pass a slow link at once, both ways', async () => {
  const { client, socket, layer } = await start();
  layer.of(socket).set({ up: { delayMs: 60_000 }, down: { delayMs: 60_000 } });
  await settled(client);
  client.on('sync', (ack: (answer: number) => void) => ack(7));
  expect(await socket.timeout(5000).emitWithAck('sync')).toBe(7);
});

test('[L15] what was sent before a disconnect by the server still arrives, then the disconnect', async () => {
  const { clock, client, socket, layer } = await start();
  layer.of(socket).set({ down: { delayMs: 300 } });
  const seen = record(client);
  socket.emit('last words');
  socket.disconnect(true);
  expect(socket.connected).toBe(false);
  expect(client.connected).toBe(true);
  clock.advance(300);
  expect((await next(client, 'disconnect'))[0]).toBe('io server disconnect');
  expect(seen).toEqual([['last words']]);
});

test('[L15] what a client sent before it left still arrives, then its leaving', async () => {
  const { clock, client, socket, layer } = await start();
  layer.of(socket).set({ up: { delayMs: 300 } });
  const seen = record(socket);
  const closed = next(socket.conn, 'close');
  client.emit('last words');
  client.disconnect();
  await closed;
  expect([seen, socket.connected]).toEqual([[], true]);
  clock.advance(300);
  expect((await next(socket, 'disconnect'))[0]).toBe('client namespace disconnect');
  expect(seen).toEqual([['last words']]);
});

test('[L16] detach lets what is in flight land in order and restores everything', async () => {
  const { io, clock, client, socket, layer } = await start();
  layer.of(socket).set({ down: { delayMs: 300 } });
  const seen = record(client);
  socket.emit('a');
  const detached = layer.detach();
  socket.emit('b');
  clock.advance(300);
  await detached;
  socket.emit('c');
  await settled(client);
  expect(seen).toEqual([['a'], ['b'], ['c']]);
  expect(
    [socket, socket.nsp, io]
      .flatMap((own) => Object.keys(own))
      .filter((key) => key === '_onpacket' || key === '_add'),
  ).toEqual([]);
  const { client: raw } = socket as unknown as { client: Record<string, unknown> };
  expect(
    Object.keys(raw).filter((key) =>
      ['writeToEngine', '_packet', 'close', '_remove'].includes(key),
    ),
  ).toEqual([]);
  expect(clock.pending).toBe(0);
});

test('[L17] a client that comes back to a namespace waits until its leaving has landed', async () => {
  const { io, clock, client, layer } = await start();
  io.of('/room');
  layer.namespace('/room').set({ up: { delayMs: 300 } });
  const room = client.io.socket('/room');
  await next(room, 'connect');
  const [first] = io.of('/room').sockets.values();
  const seen = record(first as Socket);
  room.emit('bye');
  room.disconnect();
  await settled(client);
  room.connect();
  await settled(client);
  expect([seen, first?.connected, io.of('/room').sockets.size]).toEqual([[], true, 1]);
  clock.advance(300);
  await next(room, 'connect');
  expect([seen, first?.connected, client.connected]).toEqual([[['bye']], false, true]);
});

test('[L17] a session whose end is still under way is recovered when it has landed', async () => {
  const { io, clock, client, socket, layer } = await start(
    { connectionStateRecovery: {} },
    { reconnection: true, reconnectionDelay: 1 },
  );
  socket.emit('first');
  await next(client, 'first');
  layer.of(socket).set({ up: { delayMs: 300 } });
  const seen = record(socket);
  client.emit('last words');
  await settled(client);
  client.io.engine.close();
  const [conn] = (await next(io.engine, 'connection')) as [typeof socket.conn];
  await next(conn, 'data');
  expect([client.connected, socket.connected]).toEqual([false, true]);
  clock.advance(300);
  await next(client, 'connect');
  expect([seen.at(-1), client.recovered]).toEqual([['last words'], true]);
});

test('[L11] an answer does not overtake the event before it, though both are due at once', async () => {
  const { clock, client, socket, layer } = await start();
  layer.of(socket).set({ up: { delayMs: 300 } });
  const seen: string[] = [];
  socket.on('before', () => seen.push('before'));
  client.on('ask', (ack: () => void) => {
    client.emit('before');
    ack();
  });
  socket.emit('ask', () => seen.push('answer'));
  await next(client, 'ask');
  await settled(client);
  clock.advance(300);
  await settled(client);
  expect(seen).toEqual(['before', 'answer']);
});
