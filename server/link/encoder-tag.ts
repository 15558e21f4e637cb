// What is in an encoded packet, whatever the parser. An adapter encodes a broadcast once and hands
// the same array to every socket: its head is remembered on that array.
import type { Dispose } from '../../shared/time/clock.ts';
import type { Encoded, InternalEncoder, Packet } from './internals.ts';
import { override } from './override.ts';

const HEAD = Symbol('head of an encoded packet');

interface Tagged {
  [HEAD]?: Packet;
}

export interface EncoderTag {
  /** The head of a packet that was encoded through the tagged encoder; `data` is its name only. */
  headOf(encoded: Encoded): Packet | undefined;
  /** Encodes for one socket: the caller has the packet, so nothing is remembered. */
  encode(packet: Packet): Encoded;
  /** Remembers heads until undone; while nobody wants them, encoding costs what it did. */
  want(): Dispose;
  readonly undo: Dispose;
}

/** Tags all that `encoder` encodes until undone. */
export function tagEncoder(encoder: InternalEncoder): EncoderTag {
  let isForOne = false;
  let wanted = 0;
  const replaced = override(encoder, 'encode', (encode) => (packet) => {
    if (wanted === 0) return encode.call(encoder, packet);
    const encoded = toList(encode.call(encoder, packet));
    if (!isForOne) (encoded as Tagged)[HEAD] = headOf(packet);
    return encoded;
  });
  return {
    headOf: (encoded) => (encoded as Tagged)[HEAD],
    encode: (packet) => {
      isForOne = true;
      try {
        return encoder.encode(packet);
      } finally {
        isForOne = false;
      }
    },
    want() {
      wanted++;
      return () => {
        wanted--;
      };
    },
    undo: () => replaced.undo(),
  };
}

/** A parser may answer with one string or buffer instead of a list; Socket.IO takes both. */
function toList(encoded: Encoded | string | Uint8Array): Encoded {
  if (!Array.isArray(encoded)) return [encoded as string | Uint8Array];
  return Object.isExtensible(encoded) ? encoded : [...encoded];
}

function headOf({ type, nsp, id, data }: Packet): Packet {
  return { type, nsp, id, data: Array.isArray(data) ? data.slice(0, 1) : undefined };
}
