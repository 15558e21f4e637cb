// A packet in flight to a client, kept small: there may be a million of them.
import type { Encoded, InternalClient, WriteOptions } from './internals.ts';

/** With its options, or, when those are the usual ones, just the text of its only part. */
export type DownItem = string | { readonly encoded: Encoded; readonly options: WriteOptions };

/** What Socket.IO passes for an emit without flags. Engine.IO sets `compress`, to this value. */
const USUAL: WriteOptions = { compress: true };

/**
 * The item of a packet. Attachments are the application's own buffers, and it may use them again
 * before they have left: they are copied.
 */
export function itemOf(encoded: Encoded, options: WriteOptions): DownItem {
  const [text] = encoded;
  if (encoded.length === 1 && typeof text === 'string' && isUsual(options)) return text;
  // Whether a volatile packet is sent was decided before; the link carries it as any other.
  const carried = options.volatile ? { ...options, volatile: false } : options;
  return { encoded: ownBytes(encoded), options: carried };
}

/** Writes an item with the client's own `writeToEngine`. */
export function writeItem(
  client: InternalClient,
  write: InternalClient['writeToEngine'],
  item: DownItem,
): void {
  if (typeof item === 'string') write.call(client, [item], USUAL);
  else write.call(client, item.encoded, item.options);
}

/** The parts of an item, as its parser wrote them. */
export function partsOf(item: DownItem): Encoded {
  return typeof item === 'string' ? [item] : item.encoded;
}

/** Encoded size, with all attachments. */
export function byteLength(encoded: Encoded): number {
  let bytes = 0;
  for (const part of encoded) bytes += Buffer.byteLength(part);
  return bytes;
}

function isUsual(options: WriteOptions): boolean {
  // A broadcast carries its WebSocket frame, built once for all: that is worth keeping.
  return options.compress !== false && !options.preEncoded;
}

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
