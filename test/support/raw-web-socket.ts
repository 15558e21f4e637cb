// A WebSocket client by hand, on a bare TCP connection: it can send what a library never would.
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface RawWebSocket {
  readonly tcp: Socket;
  readonly isClosed: boolean;
  /** What has come in, frames and all, as text; the first of it. */
  readonly heard: string;
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  /** Resolves when `text` has come in, or the connection is gone. */
  until(text: string): Promise<void>;
  send(bytes: Uint8Array): void;
}

const HEARD_MAX = 100_000;
const PATH = '/socket.io/?EIO=4&transport=websocket';

/** Opens one to a server of Socket.IO; rejects when it is refused. */
export async function openRaw(url: string): Promise<RawWebSocket> {
  const { hostname, port, host } = new URL(url);
  const tcp = connect({ host: hostname, port: Number(port) });
  let isClosed = false;
  onTestFinished(() => void tcp.destroy());
  // An end by reset is an end.
  tcp.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    tcp.once('close', () => {
      isClosed = true;
      resolve();
    });
  });
  const key = randomBytes(16).toString('base64');
  const lines = ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'];
  tcp.write(
    `GET ${PATH} HTTP/1.1\r\nHost: ${host}\r\n${lines.join('\r\n')}\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  let heard = '';
  await new Promise<void>((resolve) => {
    tcp.on('data', (bytes: Buffer) => {
      if (heard.length < HEARD_MAX) heard += bytes.toString();
      resolve();
    });
    void closed.then(resolve);
  });
  if (!heard.startsWith('HTTP/1.1 101')) {
    tcp.destroy();
    throw new Error(`Expected an upgrade, got ${heard.slice(0, 60)}`);
  }
  return {
    tcp,
    closed,
    get isClosed() {
      return isClosed;
    },
    get heard() {
      return heard;
    },
    until: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (heard.includes(text) || isClosed) resolve();
        };
        tcp.on('data', look);
        void closed.then(resolve);
        look();
      }),
    send: (bytes) => void (isClosed || tcp.write(bytes)),
  };
}
