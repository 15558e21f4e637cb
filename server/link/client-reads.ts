// The way up: what one connection brings.
//
//   engine -> data (measured) -> ondecoded -> _onpacket -> link -> the socket's own _onpacket
import type { Dispose } from '../../shared/time/clock.ts';
import type { ClientLinks } from './client-links.ts';
import {
  eventOf,
  type InternalClient,
  type InternalSocket,
  PACKET,
  type Packet,
} from './internals.ts';
import { type Override, override } from './override.ts';
import type { SocketLink } from './socket-link.ts';

/** Bytes of a packet, on the decoded packet itself. */
const BYTES = Symbol('bytes of a decoded packet');
type Sized = Packet & { [BYTES]?: number };

/** Bytes that a packet from a client had on the wire, its attachments too. */
export function sizeOf(packet: Sized): number {
  return packet[BYTES] ?? 0;
}

/**
 * Measures what comes in, and lets a client connect to a namespace again only when its leaving has
 * landed: Socket.IO would take the early CONNECT for a violation and close.
 */
export function tapDecoder(client: InternalClient, links: ClientLinks): Dispose {
  const { conn } = client;
  let bytes = 0;
  // A message packet may come without any data.
  const measure = (data: string | Uint8Array | undefined): void => {
    bytes += Buffer.byteLength(data ?? '');
  };
  const original = client.ondecoded;
  const ondecoded = (packet: Sized): void => {
    packet[BYTES] = bytes;
    bytes = 0;
    const left = packet.type === PACKET.connect ? links.in(packet.nsp) : undefined;
    if (left === undefined || left.up.size === 0) original.call(client, packet);
    else left.up.whenEmpty(() => process.nextTick(() => original.call(client, packet)));
  };
  conn.prependListener('data', measure);
  const replaced = override(client, 'ondecoded', () => ondecoded);
  listen(client, original, ondecoded);
  return () => {
    conn.removeListener('data', measure);
    replaced.undo();
    listen(client, ondecoded, original);
  };
}

/** Lets `to` hear instead of `from`, unless nobody hears any more. */
function listen(
  { decoder }: InternalClient,
  from: (packet: Packet) => void,
  to: (packet: Packet) => void,
): void {
  // node:events and component-emitter, whichever the decoder of this parser is.
  if (!decoder.listeners('decoded').includes(from)) return;
  if (decoder.removeListener) decoder.removeListener('decoded', from);
  else decoder.off?.('decoded', from);
  decoder.on('decoded', to);
}

/** A socket whose packets come through its link. */
export interface BoundSocket {
  /** Private session id; only with connection state recovery. */
  readonly session: string | undefined;
  /** Hands over a packet that has come out of the link. */
  receive(packet: Packet): void;
  readonly override: Override;
}

/** Leads all that a socket gets from its client through its link. */
export function bindSocket(socket: InternalSocket, link: SocketLink): BoundSocket {
  const original = socket._onpacket;
  const receive = (packet: Packet): void => original.call(socket, packet);
  const replaced = override(socket, '_onpacket', () => (packet: Sized) => {
    if (packet.type === PACKET.disconnect) {
      link.hasClientLeft = true;
      link.up.follow(packet);
    } else if (link.exemption.holds(packet, 'up')) {
      receive(packet);
    } else if (link.up.isClear) {
      link.up.pass();
      receive(packet);
    } else {
      link.up.send(packet, sizeOf(packet));
    }
  });
  return {
    session: socket.pid,
    override: replaced,
    receive(packet) {
      // Socket.IO calls the listeners of an event in the next turn, those of an answer and of the
      // end at once: they too wait for that turn, or they would overtake an event due with them.
      if (eventOf(packet) === undefined) process.nextTick(receive, packet);
      else receive(packet);
    },
  };
}
