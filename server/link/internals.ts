// The parts of Socket.IO 4.8 that the layer hooks into and that its types keep private. The guard
// below fails at once, and not at the first packet, when a version has moved them.

/** A `Server` of Socket.IO, whatever its event maps. */
export interface SocketIoServer {
  of(namespace: string): unknown;
  close(done?: () => void): unknown;
}

/** A `Socket` of Socket.IO, whatever its event maps. */
export interface SocketIoSocket {
  readonly id: string;
  readonly nsp: { readonly name: string };
}

/** Of the Socket.IO protocol, revision 5. */
export const PACKET = {
  connect: 0,
  disconnect: 1,
  event: 2,
  ack: 3,
  connectError: 4,
  binaryEvent: 5,
  binaryAck: 6,
} as const;

/** A packet before it is encoded, or after it was decoded. `data[0]` of an event is its name. */
export interface Packet {
  readonly type: number;
  readonly nsp: string;
  readonly id?: number | undefined;
  readonly data?: unknown;
}

/** A packet as its parser wrote it: a head, and one element for each binary attachment. */
export type Encoded = readonly (string | Uint8Array)[];

export interface WriteOptions {
  readonly volatile?: boolean | undefined;
  readonly preEncoded?: boolean | undefined;
  readonly compress?: boolean | undefined;
}

export interface InternalConn {
  readonly readyState: string;
  readonly transport: {
    writable: boolean;
    /** A WebSocket of `ws`, and the network socket below it; other transports have none. */
    readonly socket?: { readonly _socket?: { cork?(): void; uncork?(): void } };
  };
  flush(): void;
  close(discard?: boolean): void;
  on(event: 'close', listener: CloseListener): void;
  prependListener(event: 'data', listener: (data: string | Uint8Array) => void): void;
  removeListener(event: string, listener: unknown): void;
}

export type CloseListener = (reason: string, description?: unknown) => void;

export interface InternalClient {
  readonly conn: InternalConn;
  readonly encoder: InternalEncoder;
  readonly decoder: InternalDecoder;
  _packet(packet: Packet, options?: WriteOptions): void;
  writeToEngine(encoded: Encoded, options: WriteOptions): void;
  ondecoded(packet: Packet): void;
  ondata(data: string | Uint8Array): void;
  onclose: CloseListener;
  close(): void;
  _remove(socket: InternalSocket): void;
}

export interface InternalDecoder {
  add(part: string | Uint8Array): void;
  on(event: 'decoded', listener: (packet: Packet) => void): void;
  listeners(event: 'decoded'): readonly unknown[];
  removeListener?(event: 'decoded', listener: (packet: Packet) => void): void;
  off?(event: 'decoded', listener: (packet: Packet) => void): void;
}

export interface InternalEncoder {
  encode(packet: Packet): Encoded;
}

export interface InternalSocket {
  readonly id: string;
  /** Its private session id; only with connection state recovery. */
  readonly pid?: string;
  readonly client: InternalClient;
  readonly nsp: { readonly name: string };
  _onpacket(packet: Packet): void;
}

export interface InternalNamespace {
  readonly name: string;
  readonly sockets: ReadonlyMap<string, InternalSocket>;
  _add(
    client: InternalClient,
    auth: Readonly<Record<string, unknown>>,
    connected: (socket: InternalSocket) => void,
  ): Promise<void>;
}

export interface InternalServer {
  readonly _parser: { readonly Decoder: new () => InternalDecoder };
  readonly encoder: InternalEncoder;
  readonly _nsps: ReadonlyMap<string, InternalNamespace>;
  readonly sockets: {
    on(event: 'new_namespace', listener: (namespace: InternalNamespace) => void): void;
    off(event: 'new_namespace', listener: (namespace: InternalNamespace) => void): void;
  };
}

/** The server with its private parts. Throws when it is not a Socket.IO 4.8 server. */
export function internalsOf(io: SocketIoServer): InternalServer {
  const server = io as unknown as InternalServer;
  const root = server?._nsps?.get('/');
  if (typeof server?.encoder?.encode !== 'function' || typeof root?._add !== 'function') {
    throw new TypeError('Expected `io` to be a server of Socket.IO 4.8, got something else');
  }
  return server;
}

/** The name of the event that a packet carries; undefined for all but events. */
export function eventOf(packet: Packet): string | undefined {
  const isEvent = packet.type === PACKET.event || packet.type === PACKET.binaryEvent;
  return isEvent && Array.isArray(packet.data) ? String(packet.data[0]) : undefined;
}

/** Whether a packet answers an event. */
export function isAck(packet: Packet): boolean {
  return packet.type === PACKET.ack || packet.type === PACKET.binaryAck;
}
