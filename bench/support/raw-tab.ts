// A tab by hand, on a bare TCP connection: it costs so little that thousands of them do not hide what
// the server costs. It counts what it is told by a text that stands once in each message.
import { connect, type Socket } from 'node:net';

export interface RawTab {
  /** How often the marker has come in. */
  readonly count: number;
  /** Sends an ask and resolves with its answer. */
  ask(name: string, body: unknown): Promise<unknown>;
  /** Sends without waiting for anything. */
  tell(name: string, body: unknown): void;
  /** From now on it only counts, and gives what comes in to `read` as it comes. No asks after this. */
  stream(read?: (piece: Buffer) => void): void;
  /** Keeps the connection: an answer to a ping, whether one came or not. */
  pong(): void;
  close(): void;
}

const PATH = '/socket.io/?EIO=4&transport=websocket';

/** Connects to a server of Socket.IO; `from`: the loopback address to come from. */
export async function openRawTab(options: {
  readonly port: number;
  readonly marker: string;
  readonly from?: string;
}): Promise<RawTab> {
  const { port, from } = options;
  const marker = Buffer.from(options.marker);
  const tcp = connect({
    host: '127.0.0.1',
    port,
    ...(from !== undefined && { localAddress: from }),
  });
  tcp.setNoDelay(true);
  tcp.on('error', () => undefined);
  const answers = new Map<number, (value: unknown) => void>();
  let asked = 0;
  let count = 0;
  /** The end of the last piece, in which half a marker may stand. */
  let rest: Buffer = Buffer.alloc(0);
  let listener: ((piece: Buffer) => void) | undefined;
  let frames: Buffer | undefined = Buffer.alloc(0);
  let isOpen: (() => void) | undefined;

  tcp.on('data', (piece: Buffer) => {
    const seam = Buffer.concat([rest, piece.subarray(0, marker.length - 1)]);
    count += countIn(seam, marker) + countIn(piece, marker);
    rest = Buffer.from(piece.subarray(-marker.length + 1));
    listener?.(piece);
    if (frames) frames = readFrames(Buffer.concat([frames, piece]), take);
  });

  function take(text: string): void {
    if (text.startsWith('0')) write(tcp, '40');
    else if (text.startsWith('40')) isOpen?.();
    else if (text === '2') write(tcp, '3');
    else if (text.startsWith('43')) {
      const [, id, body] = /^43(\d+)(.*)$/s.exec(text) as unknown as [string, string, string];
      const answer = answers.get(Number(id));
      answers.delete(Number(id));
      answer?.((JSON.parse(body) as unknown[])[0]);
    }
  }

  const opened = new Promise<void>((resolve, reject) => {
    isOpen = resolve;
    tcp.once('close', () => reject(new Error('The server hung up.')));
  });
  tcp.write(
    `GET ${PATH} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bGlnaHRsYWctYmVuY2gtLQ==\r\n\r\n',
  );
  await opened;
  return {
    get count() {
      return count;
    },
    ask(name, body) {
      const id = asked++;
      write(tcp, `42${id}${JSON.stringify([name, body])}`);
      return new Promise((resolve, reject) => {
        answers.set(id, resolve);
        tcp.once('close', () => reject(new Error('The server hung up.')));
      });
    },
    tell: (name, body) => write(tcp, `42${JSON.stringify([name, body])}`),
    stream(read) {
      frames = undefined;
      listener = read;
    },
    pong: () => write(tcp, '3'),
    close: () => void tcp.destroy(),
  };
}

function countIn(bytes: Buffer, marker: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(marker); at !== -1; at = bytes.indexOf(marker, at + marker.length)) {
    count++;
  }
  return count;
}

/** Takes whole text frames off; what is left of the last one. The answer to the upgrade is passed over. */
function readFrames(bytes: Buffer, take: (text: string) => void): Buffer {
  let at = bytes.subarray(0, 5).toString() === 'HTTP/' ? bytes.indexOf('\r\n\r\n') + 4 : 0;
  if (at === 3) return bytes;
  for (;;) {
    if (bytes.length < at + 2) break;
    const short = (bytes[at + 1] as number) & 127;
    const head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < at + head) break;
    const size =
      short === 127
        ? Number(bytes.readBigUInt64BE(at + 2))
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : short;
    if (bytes.length < at + head + size) break;
    take(bytes.toString('utf8', at + head, at + head + size));
    at += head + size;
  }
  return bytes.subarray(at);
}

/** One masked text frame; a mask of zeros leaves the text as it is. */
function write(tcp: Socket, text: string): void {
  const body = Buffer.from(text);
  const head = Buffer.alloc(body.length > 125 ? 8 : 6);
  head[0] = 0x81;
  head[1] = 0x80 | (body.length > 125 ? 126 : body.length);
  if (body.length > 125) head.writeUInt16BE(body.length, 2);
  tcp.write(Buffer.concat([head, body]));
}
