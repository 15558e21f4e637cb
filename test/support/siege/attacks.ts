// Every attack on the transport that SECURITY.md names, each from an address of its own, again and again
// until the siege is over.
import { frame, OPCODE } from '../web-socket-frame.ts';
import { request } from './request.ts';
import { gone, type Siege } from './siege.ts';

const UPGRADE = [
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
  ...['Host: here', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'],
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
].join('\r\n');
const GET = 'GET / HTTP/1.1\r\nHost: here\r\n';
const POST =
  'POST /api/rooms HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{';

const many = (count: number, bytes: Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, () => bytes));
const PINGS = many(5000, frame(OPCODE.ping, 'x'));
const FRAGMENTS = Buffer.concat([
  frame(OPCODE.text, '4', { isLast: false }),
  many(5000, frame(OPCODE.continuation, '', { isLast: false })),
]);
const PACKETS = Array.from({ length: 8000 }, () => '3').join('\u001e');

/** Begins all of them. */
export function attack(siege: Siege): void {
  const each = (count: number, round: () => Promise<void>, pauseMs = 0): void => {
    for (let one = 0; one < count; one++) siege.repeat(round, pauseMs);
  };
  each(300, () => hold(siege, { kind: 'silent', from: '127.0.0.2' }));
  each(300, () =>
    hold(siege, { kind: 'headers', from: '127.0.0.3', first: GET, drop: 'X-A: b\r\n' }),
  );
  each(100, () => hold(siege, { kind: 'bodies', from: '127.0.0.4', first: POST, drop: ' ' }));
  each(20, () => pour(siege, { kind: 'pings', from: '127.0.0.5', bytes: PINGS }));
  each(20, () => pour(siege, { kind: 'fragments', from: '127.0.0.6', bytes: FRAGMENTS }));
  // About 500 a second; those that are let in say nothing more.
  each(
    1,
    async () => void hold(siege, { kind: 'handshakes', from: '127.0.0.7', first: UPGRADE }),
    2,
  );
  each(10, () => overfill(siege));
}

interface Holding {
  readonly kind: string;
  readonly from: string;
  readonly first?: string;
  readonly drop?: string;
}

/** Says `first`, and a drop more every second, until it is cut off. */
async function hold(siege: Siege, { kind, from, first, drop }: Holding): Promise<void> {
  const tcp = siege.open(kind, from);
  if (first !== undefined) tcp.write(first);
  const timer = drop === undefined ? undefined : setInterval(() => void tcp.write(drop), 1000);
  await gone(tcp);
  clearInterval(timer);
}

/** Upgrades and then writes `bytes` again as often as they are taken, until it is cut off. */
async function pour(
  siege: Siege,
  { kind, from, bytes }: { kind: string; from: string; bytes: Buffer },
): Promise<void> {
  const tcp = siege.open(kind, from);
  tcp.once('data', (head: Buffer) => {
    const isIn = head.toString('latin1').startsWith('HTTP/1.1 101');
    siege.answered(kind, isIn ? 'upgraded' : 'refused');
    if (!isIn) return;
    tcp.on('drain', () => void tcp.write(bytes));
    tcp.write(bytes);
  });
  tcp.write(UPGRADE);
  await gone(tcp);
}

/** A session of polling, and one request of thousands of packets. */
async function overfill(siege: Siege): Promise<void> {
  const ask = (path: string, body?: string) =>
    request(siege, {
      kind: 'packets',
      from: '127.0.0.8',
      path: `/socket.io/?EIO=4&transport=polling${path}`,
      ...(body !== undefined && { body }),
    });
  const { status, text } = await ask('');
  if (status !== 200) return;
  const { sid } = JSON.parse(text.slice(1)) as { sid: string };
  await ask(`&sid=${sid}`, PACKETS);
  await ask(`&sid=${sid}`);
}
