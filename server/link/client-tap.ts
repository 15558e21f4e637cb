// The hooks in one connection (a `Client` of Socket.IO, shared by its sockets in all namespaces).
//
//   emit, broadcast -> _packet / writeToEngine -> [down lane] -> engine
//   engine -> ondecoded -> _onpacket -> [up lane] -> the socket's own _onpacket
//
// The end of a connection keeps its place behind the data: what Socket.IO would have delivered
// before it still arrives, and before it.
import type { Dispose } from '../../shared/time/clock.ts';
import type { EncoderTag } from './encoder-tag.ts';
import {
  eventOf,
  type InternalClient,
  type InternalSocket,
  PACKET,
  type Packet,
} from './internals.ts';
import { override } from './override.ts';
import type { DownItem, SocketLink } from './socket-link.ts';

export interface ClientTapOptions {
  readonly client: InternalClient;
  readonly tag: EncoderTag;
  /** A socket is closed and nothing of its link is in flight. */
  readonly onGone: (link: SocketLink) => void;
  /** Sessions of which the end is on its way up; undone when it has landed. */
  readonly onEnding: (sessions: readonly string[]) => Dispose;
  /** The connection has ended. */
  readonly onEnd: () => void;
}

/** Bytes of a packet from the client, on the decoded packet itself. */
const BYTES = Symbol('bytes of a decoded packet');
type Sized = Packet & { [BYTES]?: number };

/** A link whose socket is connected. */
interface Bound {
  readonly socket: InternalSocket;
  readonly receive: (packet: Packet) => void;
  readonly undo: Dispose;
}

export class ClientTap {
  readonly #options: ClientTapOptions;
  readonly #client: InternalClient;
  /** By namespace: the link of the socket that is, or is about to be, connected there. */
  readonly #links = new Map<string, SocketLink>();
  /** Those, and the ones of sockets that have left but have something in flight. */
  readonly #busy = new Set<SocketLink>();
  readonly #bound = new Map<SocketLink, Bound>();
  readonly #undo: Dispose[];
  /** The client's own methods, as they were. */
  readonly #write: InternalClient['writeToEngine'];
  readonly #finish: InternalClient['onclose'];
  #bytes = 0;
  #isEnded = false;

  constructor(options: ClientTapOptions) {
    const { client } = options;
    this.#options = options;
    this.#client = client;
    this.#write = client.writeToEngine.bind(client);
    this.#finish = client.onclose;
    this.#undo = [
      this.#tapWrites(),
      this.#tapPackets(),
      this.#tapDecoder(),
      this.#tapEnd(),
      this.#tapClose(),
      this.#tapRemove(),
    ];
  }

  get links(): Iterable<SocketLink> {
    return this.#links.values();
  }

  /** The link of the socket in a namespace, already while its middlewares run. */
  linkIn(namespace: string): SocketLink | undefined {
    return this.#links.get(namespace);
  }

  /** A socket is about to be connected to a namespace. */
  open(namespace: string, link: SocketLink): void {
    this.#links.set(namespace, link);
    this.#busy.add(link);
  }

  /** The socket of a link is there: what it gets from its client goes through the up lane. */
  bind(socket: InternalSocket, link: SocketLink): void {
    const receive = socket._onpacket;
    const undo = override(socket, '_onpacket', () => (packet) => {
      if (packet.type === PACKET.disconnect) {
        link.hasClientLeft = true;
        link.up.follow(packet);
      } else if (link.exemption.holds(packet, 'up')) {
        receive.call(socket, packet);
      } else if (link.up.isClear) {
        link.up.pass();
        receive.call(socket, packet);
      } else {
        link.up.send(packet, (packet as Sized)[BYTES] ?? 0);
      }
    });
    this.#bound.set(link, { socket, undo, receive: (packet) => receive.call(socket, packet) });
  }

  /** Handed to the socket of a link; false when it is closed. */
  receive(link: SocketLink, packet: Packet): boolean {
    const bound = this.#bound.get(link);
    if (bound === undefined) return false;
    // Socket.IO calls the listeners of an event in the next turn, those of an answer and of the end
    // at once: they too wait for that turn, or they would overtake an event due with them.
    if (eventOf(packet) === undefined) process.nextTick(bound.receive, packet);
    else bound.receive(packet);
    return true;
  }

  /** Delivered to the client; false when the connection is gone. */
  write({ encoded, options }: DownItem): boolean {
    if (this.#client.conn.readyState !== 'open') return false;
    this.#write(encoded, options);
    return true;
  }

  /** Whether anything is in flight to the client. */
  get isBusyDown(): boolean {
    for (const link of this.#busy) if (link.down.size > 0) return true;
    return false;
  }

  /** Runs `run` once nothing is in flight to the client. */
  whenDownEmpty(run: () => void): void {
    whenAll([...this.#busy], (link, done) => link.down.whenEmpty(done), run);
  }

  /** Restores the connection once nothing is in flight in either direction. */
  detach(done: () => void): void {
    whenAll(
      [...this.#busy],
      (link, empty) => link.whenEmpty(empty),
      () => {
        this.#restore();
        done();
      },
    );
  }

  #restore(): void {
    for (const { undo } of this.#bound.values()) undo();
    for (const undo of this.#undo.splice(0)) undo();
  }

  #send(encoded: DownItem['encoded'], options: DownItem['options'], packet: Packet): void {
    const link = this.#links.get(packet.nsp);
    const isHandshake = packet.type === PACKET.connect || packet.type === PACKET.connectError;
    if (link === undefined || isHandshake || link.exemption.holds(packet, 'down')) {
      this.#write(encoded, options);
    } else if (packet.type === PACKET.disconnect) {
      link.down.follow({ encoded, options });
    } else if (link.down.isClear) {
      link.down.pass();
      this.#write(encoded, options);
    } else if (!options.volatile || this.#client.conn.transport.writable) {
      // Whether a volatile packet is sent is decided now; the link then carries it as any other.
      const carried = options.volatile ? { ...options, volatile: false } : options;
      link.down.send({ encoded, options: carried }, byteLength(encoded));
    }
  }

  /** What adapters broadcast arrives here encoded, once for all sockets. */
  #tapWrites(): Dispose {
    return override(this.#client, 'writeToEngine', (write) => (encoded, options) => {
      const head = this.#options.tag.headOf(encoded);
      if (head === undefined) write.call(this.#client, encoded, options);
      else this.#send(encoded, options, head);
    });
  }

  /** What one socket emits or acknowledges. */
  #tapPackets(): Dispose {
    const client = this.#client;
    return override(client, '_packet', (send) => (packet, options = {}) => {
      if (options.preEncoded) send.call(client, packet, options);
      else if (client.conn.readyState === 'open') {
        this.#send(this.#options.tag.encode(packet), options, packet);
      }
    });
  }

  /** Measures what comes in, and lets a client reconnect to a namespace only after it has left it. */
  #tapDecoder(): Dispose {
    const client = this.#client;
    const { conn, decoder } = client;
    const measure = (data: string | Uint8Array): void => {
      this.#bytes += Buffer.byteLength(data);
    };
    conn.prependListener('data', measure);
    const original = client.ondecoded;
    const undo = override(client, 'ondecoded', (ondecoded) => (packet: Sized) => {
      packet[BYTES] = this.#bytes;
      this.#bytes = 0;
      const left = packet.type === PACKET.connect && this.#links.get(packet.nsp);
      if (left && left.up.size > 0) {
        left.up.whenEmpty(() => process.nextTick(() => ondecoded.call(client, packet)));
      } else {
        ondecoded.call(client, packet);
      }
    });
    swapListener(decoder, original, client.ondecoded);
    return () => {
      conn.removeListener('data', measure);
      const ours = client.ondecoded;
      undo();
      if (client.ondecoded === original && !this.#isEnded) swapListener(decoder, ours, original);
    };
  }

  /** The connection is gone: what it brought lands first, what was on its way to it never will. */
  #tapEnd(): Dispose {
    const client = this.#client;
    const { conn } = client;
    const undo = override(client, 'onclose', () => (reason, description) => {
      const busy = [...this.#busy].filter((link) => link.up.size > 0);
      for (const link of this.#busy) link.down.drop('closed');
      if (busy.length === 0) {
        this.#end(reason, description);
        return;
      }
      const release = this.#options.onEnding(this.#sessions());
      const end = () => {
        this.#end(reason, description);
        release();
      };
      // The listeners of the last packet are called in the next turn.
      whenAll(
        busy,
        (link, done) => link.up.whenEmpty(done),
        () => process.nextTick(end),
      );
    });
    conn.removeListener('close', this.#finish);
    conn.on('close', client.onclose);
    return () => {
      conn.removeListener('close', client.onclose);
      undo();
      if (!this.#isEnded) conn.on('close', client.onclose);
    };
  }

  #sessions(): string[] {
    return [...this.#bound.values()].flatMap(({ socket }) => socket.pid ?? []);
  }

  #end(reason: string, description?: unknown): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#finish.call(this.#client, reason, description);
    for (const [namespace, link] of this.#links) this.#retire(namespace, link);
    this.#options.onEnd();
  }

  /** The server closes: its sockets are closed at once, the connection when all has landed. */
  #tapClose(): Dispose {
    const client = this.#client;
    const { conn } = client;
    const undoClient = override(client, 'close', () => () => {
      if (conn.readyState !== 'open') return;
      conn.close();
      this.#end('forced server close');
    });
    // Also called by `io.close()`, through the engine, and by the application.
    const undoConn = override(conn, 'close', (close) => (discard) => {
      if (conn.readyState !== 'open' || !this.isBusyDown) {
        close.call(conn, discard);
        return;
      }
      // As the engine does once it is closing, whatever still comes in is ignored.
      conn.removeListener('data', client.ondata);
      this.whenDownEmpty(() => close.call(conn, discard));
    });
    return () => {
      undoClient();
      undoConn();
    };
  }

  #tapRemove(): Dispose {
    const client = this.#client;
    return override(client, '_remove', (remove) => (socket) => {
      const link = this.#links.get(socket.nsp.name);
      if (link !== undefined) this.#retire(socket.nsp.name, link);
      remove.call(client, socket);
    });
  }

  /** Its socket is closed: nothing more goes up; what the server sent before still goes down. */
  #retire(namespace: string, link: SocketLink): void {
    this.#links.delete(namespace);
    this.#bound.delete(link);
    link.up.drop('closed');
    if (link.hasClientLeft || this.#client.conn.readyState !== 'open') link.down.drop('closed');
    link.whenEmpty(() => {
      this.#busy.delete(link);
      this.#options.onGone(link);
    });
  }
}

function swapListener(
  decoder: InternalClient['decoder'],
  from: (packet: Packet) => void,
  to: (packet: Packet) => void,
): void {
  // component-emitter and node:events, whichever the parser's decoder is.
  if (decoder.removeListener) decoder.removeListener('decoded', from);
  else decoder.off?.('decoded', from);
  decoder.on('decoded', to);
}

function byteLength(encoded: DownItem['encoded']): number {
  let bytes = 0;
  for (const part of encoded) bytes += Buffer.byteLength(part);
  return bytes;
}

/** Runs `run` when each of `items` has called back; at once when there are none. */
function whenAll<T>(
  items: readonly T[],
  wait: (item: T, done: () => void) => void,
  run: () => void,
): void {
  let rest = items.length + 1;
  const done = () => {
    if (--rest === 0) run();
  };
  for (const item of items) wait(item, done);
  done();
}
