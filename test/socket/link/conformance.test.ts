// A Socket.IO server behaves with a link as without it: the same suite without a link, with one at
// 0 ms, at 20 ms with the real clock, and at 20 ms under jitter and loss, as a stream.

import type { ServerOptions, Socket } from 'socket.io';
import * as msgpack from 'socket.io-msgpack-parser';
import { describe, expect, test } from 'vitest';
import type { AttachOptions } from '../../../server/link/attach.ts';
import type { LinkDirection } from '../../../shared/link/parameters.ts';
import { type JoinOptions, next, record, serveLink } from '../../support/link-server.ts';

const both = (direction: Partial<LinkDirection>): AttachOptions => ({
  defaults: { up: direction, down: direction },
  seed: 'conformance',
});

const SETUPS: readonly [string, AttachOptions | null, Partial<ServerOptions>, JoinOptions][] = [
  ['no link', null, {}, {}],
  ['no link, long polling', null, {}, { transports: ['polling'] }],
  ['a link of 0 ms', {}, {}, {}],
  ['a link of 20 ms', both({ delayMs: 20 }), {}, {}],
  ['20 ms, msgpack', both({ delayMs: 20 }), { parser: msgpack }, { parser: msgpack }],
  ['20 ms, long polling', both({ delayMs: 20 }), {}, { transports: ['polling'] }],
  ['a jittery stream', both({ delayMs: 10, jitterMs: 10, duplicate: 0.5, reorder: 0.5 }), {}, {}],
];

describe.each(SETUPS)('[L80] with %s', (_, options, serverOptions, joinOptions) => {
  const start = async (more: Partial<ServerOptions> = {}) => {
    const server = await serveLink(options, { ...serverOptions, ...more });
    return { ...server, join: (own: JoinOptions = {}) => server.join({ ...joinOptions, ...own }) };
  };

  test('a hundred packets arrive in order, both ways', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    const [down, up] = [record(client), record(socket)];
    const numbers = Array.from({ length: 100 }, (__, index) => ['n', index]);
    for (const [event, number] of numbers) {
      socket.emit(String(event), number);
      client.emit(String(event), number);
    }
    socket.emit('end');
    client.emit('end');
    await Promise.all([next(client, 'end'), next(socket, 'end')]);
    expect([down.slice(0, 100), up.slice(0, 100)]).toEqual([numbers, numbers]);
  });

  test('both ends get their acknowledgements', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    socket.on('double', (value: number, ack: (value: number) => void) => ack(2 * value));
    client.on('triple', (value: number, ack: (value: number) => void) => ack(3 * value));
    expect(await client.emitWithAck('double', 2)).toBe(4);
    expect(await socket.emitWithAck('triple', 2)).toBe(6);
  });

  test('an event and the answer that follows it keep their order', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    const seen: string[] = [];
    client.on('news', () => seen.push('news'));
    socket.on('ask', (ack: () => void) => {
      socket.emit('news');
      ack();
    });
    await client.emitWithAck('ask');
    expect(seen).toEqual(['news']);
  });

  test('a timeout fails an ask that nobody answers', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    await expect(client.timeout(50).emitWithAck('nobody')).rejects.toThrow('timed out');
    await expect(socket.timeout(50).emitWithAck('nobody')).rejects.toThrow('timed out');
  });

  test('a room is told, the rest is not; all are told by the server', async () => {
    const { io, join } = await start();
    const [inside, outside] = [await join(), await join()];
    await inside.socket.join('room');
    const [heard, missed] = [record(inside.client), record(outside.client)];
    io.to('room').emit('room', 1);
    io.emit('all', { deep: ['x'] });
    await Promise.all([next(inside.client, 'all'), next(outside.client, 'all')]);
    expect([heard, missed]).toEqual([
      [
        ['room', 1],
        ['all', { deep: ['x'] }],
      ],
      [['all', { deep: ['x'] }]],
    ]);
  });

  test('a broadcast of one socket spares itself', async () => {
    const { join } = await start();
    const [speaker, listener] = [await join(), await join()];
    const own = record(speaker.client);
    const heard = next(listener.client, 'said');
    speaker.socket.broadcast.emit('said', 1);
    speaker.socket.emit('end');
    await next(speaker.client, 'end');
    expect([await heard, own]).toEqual([[1], [['end']]]);
  });

  test('a broadcast with acknowledgement gathers all answers', async () => {
    const { io, join } = await start();
    const [a, b] = [await join(), await join()];
    a.client.on('count', (ack: (value: number) => void) => ack(1));
    b.client.on('count', (ack: (value: number) => void) => ack(2));
    const answers: number[] = await io.timeout(2000).emitWithAck('count');
    expect(answers.sort()).toEqual([1, 2]);
  });

  test('namespaces are apart, on one connection', async () => {
    const { io, join } = await start();
    io.of('/a');
    io.of(/^\/dynamic-\d+$/);
    const a = await join({ namespace: '/a' });
    const dynamic = await join({ namespace: '/dynamic-1' });
    const [inA, inDynamic] = [record(a.client), record(dynamic.client)];
    io.of('/a').emit('hello');
    dynamic.socket.emit('there');
    await Promise.all([next(a.client, 'hello'), next(dynamic.client, 'there')]);
    expect([inA, inDynamic]).toEqual([[['hello']], [['there']]]);
  });

  test('a middleware can refuse, and what it is told is told', async () => {
    const { io, join } = await start();
    io.of('/closed').use((_socket, done) => done(Object.assign(new Error('no'), { data: 7 })));
    const { client } = await join();
    const other = client.io.socket('/closed');
    const [error] = await next(other, 'connect_error');
    expect(error).toMatchObject({ message: 'no', data: 7 });
  });

  test('binary attachments arrive whole, both ways, and with other packets in order', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    const payload = { a: Buffer.from([1, 2]), list: [Buffer.from([3])] };
    const [up, down] = [record(socket), record(client)];
    for (const end of [socket, client]) {
      end.emit('before');
      end.emit('binary', payload);
      end.emit('after');
    }
    await Promise.all([next(client, 'after'), next(socket, 'after')]);
    const bytes = (events: unknown[][]) =>
      events.map(([name, got]) => {
        const { a, list } = (got ?? {}) as { a?: Uint8Array; list?: Uint8Array[] };
        return [name, a && [...new Uint8Array(a)], list?.[0] && [...new Uint8Array(list[0])]];
      });
    const expected = [
      ['before', undefined, undefined],
      ['binary', [1, 2], [3]],
      ['after', undefined, undefined],
    ];
    expect([bytes(up), bytes(down)]).toEqual([expected, expected]);
  });

  test('a binary answer arrives', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    socket.on('bytes', (ack: (bytes: Buffer) => void) => ack(Buffer.from([9])));
    expect([...new Uint8Array(await client.emitWithAck('bytes'))]).toEqual([9]);
  });

  test('a volatile packet arrives when the connection can take it', async () => {
    const { io, join } = await start();
    const { client, socket } = await join();
    const [one, all] = [next(client, 'one'), next(client, 'all')];
    // A poll may be under way; the sender tries again, as senders of volatile packets do.
    let turn = 0;
    const timer = setInterval(() => {
      if (turn++ % 2 === 0) socket.volatile.emit('one');
      else io.volatile.emit('all');
    }, 10);
    await Promise.all([one, all]);
    clearInterval(timer);
  });

  test('what was sent before the server disconnects a socket arrives, then the end', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    const seen = record(client);
    socket.emit('last', 1);
    socket.disconnect();
    expect((await next(client, 'disconnect'))[0]).toBe('io server disconnect');
    expect(seen).toEqual([['last', 1]]);
  });

  test('what was sent before the server closes the connection arrives, then the end', async () => {
    const { io, join } = await start();
    const { client, socket } = await join();
    const seen = record(client);
    socket.emit('last', 1);
    io.disconnectSockets(true);
    expect((await next(client, 'disconnect'))[0]).toBe('io server disconnect');
    expect(seen).toEqual([['last', 1]]);
  });

  test('what was sent before the engine closes arrives, then the end', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    const seen = record(client);
    socket.emit('last', 1);
    socket.conn.close();
    expect((await next(client, 'disconnect'))[0]).toBe('transport close');
    expect(seen).toEqual([['last', 1]]);
  });

  test('what a client sent before it left arrives, then its leaving', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    const seen = record(socket);
    client.emit('last', 1);
    // In one read of the network Socket.IO itself loses the data before a leaving.
    if (options === null || options.defaults === undefined) await next(socket, 'last');
    client.disconnect();
    expect((await next(socket, 'disconnect'))[0]).toBe('client namespace disconnect');
    expect(seen).toEqual([['last', 1]]);
  });

  test('a client that has left a namespace can come back on the same connection', async () => {
    const { io, join } = await start();
    io.of('/room');
    const { client } = await join();
    const room = client.io.socket('/room');
    await next(room, 'connect');
    const [first] = io.of('/room').sockets.values();
    const left = next(first as Socket, 'disconnect');
    room.disconnect();
    await left;
    const [connected] = await Promise.all([
      next(io.of('/room'), 'connection'),
      next(room.connect(), 'connect'),
    ]);
    const [again] = connected as [Socket];
    expect([room.id, client.connected]).toEqual([again.id, true]);
  });

  test('the rooms of a socket that has gone are empty', async () => {
    const { io, join } = await start();
    const { client, socket } = await join();
    await socket.join('room');
    const gone = next(socket, 'disconnect');
    client.disconnect();
    await gone;
    expect([io.sockets.adapter.rooms.size, await io.fetchSockets()]).toEqual([0, []]);
  });

  test('listeners of disconnecting still see the rooms', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    await socket.join('room');
    const rooms = new Promise((resolve) =>
      socket.once('disconnecting', () => resolve([...socket.rooms])),
    );
    client.disconnect();
    expect(await rooms).toEqual([socket.id, 'room']);
  });

  test('after a broken connection the session is recovered with what was missed', async () => {
    const { io, join } = await start({ connectionStateRecovery: {} });
    const { client, socket } = await join({ reconnection: true, reconnectionDelay: 60 });
    await socket.join('room');
    socket.emit('first');
    await next(client, 'first');
    const id = client.id;
    const gone = next(socket, 'disconnect');
    client.io.engine.close();
    await gone;
    const missed = next(client, 'missed');
    io.to('room').emit('missed', 5);
    await next(client, 'connect');
    expect([await missed, client.recovered, client.id]).toEqual([
      [5, expect.any(String)],
      true,
      id,
    ]);
  });

  test('the server closes: sockets end, what was sent before arrives', async () => {
    const { io, join } = await start();
    const { client, socket } = await join();
    const seen = record(client);
    const ended = next(client, 'disconnect');
    socket.emit('last', 1);
    // A poll under way is cut, with or without a link: its client reads nothing more.
    if (joinOptions.transports?.[0] === 'polling') await next(client, 'last');
    const closed = io.close();
    await ended;
    await closed;
    expect([seen, socket.connected]).toEqual([[['last', 1]], false]);
  });

  test('catch-all listeners and middlewares of packets see what passes', async () => {
    const { join } = await start();
    const { client, socket } = await join();
    const outgoing: unknown[] = [];
    socket.onAnyOutgoing((event) => outgoing.push(event));
    socket.use(([event], done) => done(event === 'bad' ? new Error('bad packet') : undefined));
    const refused = next(socket, 'error');
    socket.on('good', () => socket.emit('out'));
    client.emit('bad');
    client.emit('good');
    await next(client, 'out');
    expect([outgoing, String((await refused)[0])]).toEqual([['out'], 'Error: bad packet']);
  });
});

test('[L81] a buffer used again after it was sent does not change what is in flight', async () => {
  const { join } = await serveLink(both({ delayMs: 20 }));
  const { client, socket } = await join();
  const buffer = Buffer.from([1]);
  const got = next(client, 'bytes');
  socket.emit('bytes', buffer);
  buffer[0] = 2;
  expect([...new Uint8Array((await got)[0] as ArrayBuffer)]).toEqual([1]);
});

test('[L82] a connection may change its transport under way', async () => {
  const { join } = await serveLink(both({ delayMs: 20 }));
  const { client, socket } = await join({ transports: ['polling', 'websocket'] });
  const seen = record(client);
  for (let index = 0; index < 50; index++) socket.emit('n', index);
  socket.emit('end');
  await next(client, 'end');
  expect(seen.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, index) => ['n', index]));
});

test('[L83] a clear link is not in the way of what the server sends', async () => {
  const { join, layer } = await serveLink();
  const { client, socket } = await join();
  const { client: raw } = socket as unknown as { client: object };
  const isHooked = () => Object.hasOwn(raw, 'writeToEngine') || Object.hasOwn(raw, '_packet');
  const states = [isHooked()];
  layer.of(socket).set({ down: { delayMs: 20 } });
  states.push(isHooked());
  const seen = record(client);
  socket.emit('a');
  layer.of(socket).reset();
  socket.emit('b');
  states.push(isHooked());
  await next(client, 'b');
  states.push(isHooked());
  expect([seen, states]).toEqual([
    [['a'], ['b']],
    [false, true, true, false],
  ]);
});
