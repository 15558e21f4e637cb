// The server process of the link rows: one Socket.IO server, one of four ways to send.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { Server, type Socket } from 'socket.io';
import { attachLink } from '../../server/link/attach.ts';
import { givenArgs, obey } from '../support/child.ts';

/** `plain`: no link. `idle`: a link of 0 ms. `link`, `timeout`: 1 s, by a link or a timer each. */
export type Way = 'plain' | 'idle' | 'link' | 'timeout';

export interface Order {
  /** `one`: an emit to each socket. `room`: one broadcast to all of them. */
  readonly kind: 'one' | 'room' | 'memory';
  readonly packets: number;
}

export interface Answer {
  /** Processor time, ms. */
  readonly cpuMs: number;
  /** From the first to the last delivery handed to the engine, ms. */
  readonly wallMs: number;
  /** Heap and buffers for each packet in flight; only for `memory`. */
  readonly bytes: number;
}

const DELAY_MS = 1000;
/** Each message has a text of its own, as messages have. */
const textOf = (sent: number) => String(sent).padEnd(100, 'x');

export type LinkOrders = {
  port: (order: object) => number;
  send: (order: Order) => Promise<Answer>;
};

const { way } = givenArgs<{ way: Way }>();
const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });
if (way === 'idle') attachLink(io);
if (way === 'link') {
  attachLink(io, { defaults: { down: { delayMs: DELAY_MS, limit: 1_000_000 } } });
}
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
obey({ port: () => (http.address() as AddressInfo).port, send: run } satisfies LinkOrders);

async function run({ kind, packets }: Order): Promise<Answer> {
  const sockets = [...io.sockets.sockets.values()];
  let delivered = 0;
  for (const { conn } of sockets) {
    conn.removeAllListeners('packetCreate');
    conn.on('packetCreate', ({ type }) => {
      if (type === 'message') delivered++;
    });
  }
  globalThis.gc?.();
  const before = memory();
  const cpu = process.cpuUsage();
  const begin = performance.now();
  await send(kind, packets, sockets);
  if (kind === 'memory') globalThis.gc?.();
  const bytes = (memory() - before) / packets;
  while (delivered < packets) await drained(sockets);
  await drained(sockets);
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs: performance.now() - begin, bytes };
}

async function send(kind: Order['kind'], packets: number, sockets: readonly Socket[]) {
  let sent = 0;
  while (sent < packets) {
    if (kind === 'room' && way !== 'timeout') {
      io.emit('message', { sent, text: textOf(sent) });
      sent += sockets.length;
    } else {
      for (const socket of sockets) emit(socket, sent++);
    }
    if (sent % (sockets.length * 10) === 0) {
      if (way === 'plain' || way === 'idle') await drained(sockets);
      else await turn();
    }
  }
}

function emit(socket: Socket, sent: number): void {
  const message = { sent, text: textOf(sent) };
  if (way === 'timeout') setTimeout(() => socket.emit('message', message), DELAY_MS);
  else socket.emit('message', message);
}

/** Until every connection can take more. It sleeps: waiting must not count as work. */
async function drained(sockets: readonly Socket[]): Promise<void> {
  do await wait(1);
  while (sockets.some(({ conn }) => !conn.transport.writable));
}

function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
