// The way down: what the server sends to one connection.
//
//   socket.emit, ack   -> _packet -------> link of the namespace -> engine
//   rooms, broadcasts  -> writeToEngine -> (encoded once for all)
import type { Dispose } from '../../shared/time/clock.ts';
import type { ClientLinks } from './client-links.ts';
import { byteLength, itemOf } from './down-item.ts';
import type { EncoderTag } from './encoder-tag.ts';
import {
  type Encoded,
  type InternalClient,
  PACKET,
  type Packet,
  type WriteOptions,
} from './internals.ts';
import { override } from './override.ts';

export interface ClientWrites {
  readonly client: InternalClient;
  readonly links: ClientLinks;
  readonly tag: EncoderTag;
}

/** Sends all that the server writes to a client through the links, until undone. */
export function tapWrites({ client, links, tag }: ClientWrites): Dispose {
  const write = client.writeToEngine;

  const send = (encoded: Encoded, options: WriteOptions, packet: Packet): void => {
    const link = links.in(packet.nsp);
    const isHandshake = packet.type === PACKET.connect || packet.type === PACKET.connectError;
    if (link === undefined || isHandshake || link.exemption.holds(packet, 'down')) {
      write.call(client, encoded, options);
    } else if (packet.type === PACKET.disconnect) {
      link.down.follow(itemOf(encoded, options));
    } else if (link.down.isClear) {
      link.down.pass();
      write.call(client, encoded, options);
    } else if (!options.volatile || client.conn.transport.writable) {
      link.down.send(itemOf(encoded, options), byteLength(encoded));
    }
  };

  const writes = override(client, 'writeToEngine', () => (encoded, options) => {
    const head = tag.headOf(encoded);
    if (head === undefined) write.call(client, encoded, options);
    else send(encoded, options, head);
  });
  const packets = override(client, '_packet', (packetOut) => (packet, options = {}) => {
    if (options.preEncoded) packetOut.call(client, packet, options);
    else if (client.conn.readyState === 'open') send(tag.encode(packet), options, packet);
  });
  const undoTag = tag.want();
  return () => {
    undoTag();
    packets.undo();
    writes.undo();
  };
}
