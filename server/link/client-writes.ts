// The way down: what the server sends to one connection.
//
//   socket.emit, ack   -> _packet -------> link of the namespace -> engine
//   rooms, broadcasts  -> writeToEngine -> (encoded once for all)
import type { Dispose } from '../../shared/time/clock.ts';
import type { ClientLinks } from './client-links.ts';
import type { EncoderTag } from './encoder-tag.ts';
import {
  type Encoded,
  type InternalClient,
  PACKET,
  type Packet,
  type WriteOptions,
} from './internals.ts';
import { override } from './override.ts';
import { nameOf } from './socket-handle.ts';

export interface ClientWrites {
  readonly client: InternalClient;
  readonly links: ClientLinks;
  readonly tag: EncoderTag;
}

/** Sends all that the server writes to a client through the links; undone by the disposer. */
export function tapWrites({ client, links, tag }: ClientWrites): Dispose {
  const write = client.writeToEngine;

  const send = (encoded: Encoded, options: WriteOptions, packet: Packet): void => {
    const link = links.in(packet.nsp);
    const isHandshake = packet.type === PACKET.connect || packet.type === PACKET.connectError;
    if (link === undefined || isHandshake || link.exemption.holds(packet, 'down')) {
      write.call(client, encoded, options);
    } else if (packet.type === PACKET.disconnect) {
      link.down.follow({ encoded, options, name: nameOf(packet) });
    } else if (link.down.isClear) {
      link.down.pass();
      write.call(client, encoded, options);
    } else if (!options.volatile || client.conn.transport.writable) {
      // Whether a volatile packet is sent is decided now; the link then carries it as any other.
      const carried = options.volatile ? { ...options, volatile: false } : options;
      const item = { encoded: ownBytes(encoded), options: carried, name: nameOf(packet) };
      link.down.send(item, byteLength(encoded));
    }
  };

  const undoWrites = override(client, 'writeToEngine', () => (encoded, options) => {
    const head = tag.headOf(encoded);
    if (head === undefined) write.call(client, encoded, options);
    else send(encoded, options, head);
  });
  const undoPackets = override(client, '_packet', (packetOut) => (packet, options = {}) => {
    if (options.preEncoded) packetOut.call(client, packet, options);
    else if (client.conn.readyState === 'open') send(tag.encode(packet), options, packet);
  });
  return () => {
    undoPackets();
    undoWrites();
  };
}

function byteLength(encoded: Encoded): number {
  let bytes = 0;
  for (const part of encoded) bytes += Buffer.byteLength(part);
  return bytes;
}

/** Attachments are the application's own buffers, and it may use them again before they have left. */
const copied = new WeakSet<Encoded>();

function ownBytes(encoded: Encoded): Encoded {
  if (encoded.length === 1 || copied.has(encoded)) return encoded;
  // In place: a broadcast is copied once for all its sockets.
  const parts = encoded as (string | Uint8Array)[];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (part !== undefined && typeof part !== 'string') parts[index] = Buffer.from(part);
  }
  copied.add(encoded);
  return encoded;
}
