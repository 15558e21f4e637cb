// What people call a packet in flight, and how large it is.
import { Carried } from './carried.ts';
import { sizeOf } from './client-reads.ts';
import { byteLength, type DownItem, partsOf } from './down-item.ts';
import { eventOf, type InternalServer, isAck, type Packet } from './internals.ts';

export interface Description {
  /** Name of the event, or `(answer)`, or `(disconnect)`. */
  readonly event: string;
  readonly bytes: number;
}

export function describeUp(packet: Packet | Carried): Description {
  if (packet instanceof Carried) return describeCarried(packet);
  return { event: nameOf(packet), bytes: sizeOf(packet) };
}

/** Decodes with the server's own parser: only for lists, where there are few. */
export function describeDown(server: InternalServer, item: DownItem | Carried): Description {
  if (item instanceof Carried) return describeCarried(item);
  const parts = partsOf(item);
  const bytes = byteLength(parts);
  const decoder = new server._parser.Decoder();
  let event = '(unknown)';
  decoder.on('decoded', (packet) => {
    event = nameOf(packet);
  });
  for (const part of parts) decoder.add(part);
  return { event, bytes };
}

const describeCarried = ({ name, bytes }: Carried): Description => ({
  event: `(${name})`,
  bytes,
});

function nameOf(packet: Packet): string {
  return eventOf(packet) ?? (isAck(packet) ? '(answer)' : '(disconnect)');
}
