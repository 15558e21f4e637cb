// Those that only hold a place, or pour: cut off, while whoever means it is served. In real time, with
// limits of a second instead of ten.
import { connect as connectTcp, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openRaw } from '../../support/raw-web-socket.ts';
import { connect, enter, newId, startServer } from '../../support/server.ts';
import { frame, OPCODE } from '../../support/web-socket-frame.ts';

/** A bare connection that says `first` and then `drop` every 50 ms; resolves when it is gone. */
function drip(url: string, first: string, drop = ''): Promise<void> {
  const { hostname, port } = new URL(url);
  const tcp: Socket = connectTcp({ host: hostname, port: Number(port) });
  const timer = setInterval(() => void (drop !== '' && tcp.write(drop)), 50);
  onTestFinished(() => {
    clearInterval(timer);
    tcp.destroy();
  });
  if (first !== '') tcp.write(first);
  tcp.resume();
  tcp.on('error', () => undefined);
  return new Promise((resolve) => tcp.once('close', () => resolve()));
}

test('[E8] silent connections, headers and bodies that come drop by drop are cut off', async () => {
  const { url } = await startServer({ guard: { limits: { silenceS: 1 } } });
  const honest = await connect(url);
  const post = 'POST /api/rooms HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n';
  const kinds: Record<string, readonly [first: string, drop?: string]> = {
    silence: [''],
    'headers without an end': ['GET / HTTP/1.1\r\nHost: here\r\n'],
    'headers drop by drop': ['GET / HTTP/1.1\r\nHost: here\r\n', 'X-A: b\r\n'],
    'a body without an end': [`${post}Content-Length: 4000\r\n\r\n{`],
    'a body drop by drop': [`${post}Content-Length: 4000\r\n\r\n{`, ' '],
    'pieces drop by drop': [`${post}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  };
  const open = new Set(Object.keys(kinds));
  for (const [kind, words] of Object.entries(kinds)) {
    void drip(url, ...words).then(() => open.delete(kind));
  }
  // Node itself would cut off headers after a minute, and bodies after five.
  await expect.poll(() => [...open], { timeout: 20_000 }).toEqual([]);
  expect(await honest.ask('clock:sync', {})).toMatchObject({ ok: true });
});

test('[E8] an upgrade that nobody answers is cut off', async () => {
  const { url } = await startServer({ guard: { limits: { silenceS: 1 } } });
  await drip(
    url,
    'GET /nowhere HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  );
});

test.each([
  ['pings', OPCODE.ping],
  ['pongs', OPCODE.pong],
])('[E8] a flood of %s ends the connection, and no other', async (_, opcode) => {
  const { url } = await startServer({
    guard: { limits: { pings: { points: 300, seconds: 60 } } },
  });
  const honest = await connect(url);
  const raw = await openRaw(url);
  for (let count = 0; count < 250; count++) raw.send(frame(opcode, 'x'));
  await honest.get('clock:sync', {});
  expect(raw.isClosed).toBe(false);
  for (let count = 0; count < 250; count++) raw.send(frame(opcode, 'x'));
  await raw.closed;
  expect(await honest.ask('clock:sync', {})).toMatchObject({ ok: true });
});

test.each([
  ['pings', frame(OPCODE.ping, 'x')],
  ['broken frames', frame(OPCODE.continuation, '', { isLast: false })],
])(
  '[E8] whoever floods with %s pays for many connections, and so cannot go on',
  async (_, bytes) => {
    const { url } = await startServer({
      guard: {
        limits: {
          pings: { points: 10, seconds: 60 },
          handshakes: { points: 100, seconds: 60 },
          floodCosts: 98,
        },
      },
    });
    const honest = await connect(url);
    const raw = await openRaw(url);
    for (let count = 0; count < 20; count++) raw.send(bytes);
    await raw.closed;
    await expect(openRaw(url)).rejects.toThrow('Expected an upgrade');
    expect(await honest.ask('clock:sync', {})).toMatchObject({ ok: true });
  },
);

test('[E8] a connection whose end nobody agrees to is ended all the same', async () => {
  const { url } = await startServer({ guard: { limits: { silenceS: 1 } } });
  // Upgrades, and never says who it is nor that it heard the farewell.
  const raw = await openRaw(url);
  const since = performance.now();
  await raw.closed;
  expect(performance.now() - since).toBeLessThan(15_000);
});

test('[E8] eight thousand packets in one polling request end its connection', async () => {
  const { url } = await startServer();
  const path = `${url}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(path)).text()).slice(1)) as { sid: string };
  const body = Array.from({ length: 8000 }, () => '3').join('\u001e');
  await fetch(`${path}&sid=${sid}`, { method: 'POST', body }).catch(() => undefined);
  const { status } = await fetch(`${path}&sid=${sid}`);
  expect(status).toBe(400);
});

test('[E8] a message in endless fragments ends the connection', async () => {
  const { url } = await startServer();
  const raw = await openRaw(url);
  raw.send(frame(OPCODE.text, '4', { isLast: false }));
  const more = frame(OPCODE.continuation, '', { isLast: false });
  raw.send(Buffer.concat(Array.from({ length: 20_000 }, () => more)));
  await raw.closed;
});

test('[E8] a WebSocket that pours is cut off', async () => {
  const { url } = await startServer({ guard: { limits: { bytesPerSecond: 50_000 } } });
  const honest = await connect(url);
  const raw = await openRaw(url);
  raw.send(frame(OPCODE.text, '40'));
  await raw.until('40{');
  const message = frame(OPCODE.text, `42["chat:say","${'x'.repeat(12_000)}"]`);
  const timer = setInterval(() => raw.send(message), 50);
  onTestFinished(() => clearInterval(timer));
  await raw.closed;
  expect(await honest.ask('clock:sync', {})).toMatchObject({ ok: true });
});

test('[E8] who asks and does not read the answers is cut off, and memory stays as it is', async () => {
  const { url } = await startServer({ guard: { limits: { unreadS: 1 } } });
  const honest = await connect(url);
  const page = await (await fetch(url)).text();
  const script = /src="(\/[^"]+\.js)"/.exec(page)?.[1] as string;
  const request = `GET ${script} HTTP/1.1\r\nHost: here\r\n\r\n`;
  const before = process.memoryUsage().arrayBuffers;
  const open = (asks: number) =>
    Array.from({ length: 20 }, () => unread(url, request.repeat(asks)));
  // One has filled what its kernel takes before it stops; hundreds at once have not been waited for.
  const readers = [...open(1), ...open(200)];
  await new Promise((wake) => setTimeout(wake, 3000));
  // A piece of a file for each of two hundred requests would be 250 MB.
  expect((process.memoryUsage().arrayBuffers - before) / 2 ** 20).toBeLessThan(20);
  const { length } = await (await fetch(url + script)).text();
  for (const tcp of readers.slice(20)) expect(await restOf(tcp)).toBeLessThan(20 * length);
  expect(await honest.ask('clock:sync', {})).toMatchObject({ ok: true });
});

test('[E8] an answer that waits for its reader too long is cut off', async () => {
  const server = await startServer({ guard: { limits: { unreadS: 1 } } });
  const { room } = await server.createRoom('same-room');
  const { token } = (await enter(server.url, room)).entered;
  // Longer than the kernels of both ends hold for each other.
  const text = 'x'.repeat(4000);
  for (let said = 0; said < 4000; said += 100) {
    const drafts = Array.from({ length: 100 }, () => {
      const body = { kind: 'say', text } as const;
      return { id: newId(), author: 'somebody-else', origin: 'earth', body };
    });
    await server.log.append(room, drafts);
  }
  const path = `GET /api/rooms/${room}/export HTTP/1.1\r\nHost: here\r\nConnection: close\r\n`;
  const tcp = unread(server.url, `${path}Authorization: Bearer ${token}\r\n\r\n`);
  await new Promise((wake) => setTimeout(wake, 4000));
  const bytes = await restOf(tcp);
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThan(4000 * 4000);
});

/** A bare connection that says `words` and reads nothing. */
function unread(url: string, words: string): Socket {
  const { hostname, port } = new URL(url);
  const tcp = connectTcp({ host: hostname, port: Number(port) });
  onTestFinished(() => void tcp.destroy());
  tcp.on('error', () => undefined);
  tcp.write(words);
  return tcp;
}

/** Reads on to the end; how many bytes that is. */
async function restOf(tcp: Socket): Promise<number> {
  let bytes = 0;
  tcp.on('data', (more: Buffer) => {
    bytes += more.length;
  });
  if (!tcp.closed) await new Promise((gone) => tcp.once('close', gone));
  return bytes;
}

test('[E8] one address has so many connections, not more', async () => {
  const { url } = await startServer({ guard: { limits: { connectionsPerAddress: 3 } } });
  const open = await Promise.all([openRaw(url), openRaw(url), openRaw(url)]);
  await expect(openRaw(url)).rejects.toThrow('Expected an upgrade');
  open[0]?.tcp.destroy();
  await expect
    .poll(() =>
      openRaw(url).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
});
