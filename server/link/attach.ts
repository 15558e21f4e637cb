// The door of the link layer: netem for any server of Socket.IO 4.8, published as `lightlag/link`.
// It knows nothing of our chat and imports only shared/{time,random,link} and Socket.IO.
import { randomUUID } from 'node:crypto';
import type { LinkChange } from '../../shared/link/parameters.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { Exempt } from './exemption.ts';
import type { SocketIoServer } from './internals.ts';
import { LinkLayer } from './layer.ts';
import { createRealClock } from './real-clock.ts';

export interface AttachOptions {
  /** What every link of this server inherits. Default: a link that does nothing. */
  readonly defaults?: LinkChange;
  /** Events that pass undelayed, with the acknowledgements that answer them. Default: none. */
  readonly exempt?: Exempt;
  /** Default: the real clock. A test passes its own. */
  readonly clock?: Clock;
  /** The same seed gives the same chances, link by link. Default: a new one. */
  readonly seed?: string;
}

const layers = new WeakMap<SocketIoServer, LinkLayer>();

/**
 * Puts a link between a server and each of its clients, those already connected too. A second call
 * for the same server gives the same layer and only sets `defaults`: it never stacks. Throws a
 * RangeError for a default out of range, a TypeError for a server that is not Socket.IO 4.8.
 *
 * @example
 * const layer = attachLink(io, { defaults: { down: { delayMs: 300, jitterMs: 50 } } });
 * io.on('connection', (socket) => layer.of(socket).set({ up: { delayMs: 300 } }));
 */
export function attachLink(io: SocketIoServer, options: AttachOptions = {}): LinkLayer {
  const { defaults, exempt, clock = createRealClock(), seed = randomUUID() } = options;
  let layer = layers.get(io);
  if (layer === undefined || layer.isDetached) {
    layer = new LinkLayer(io, { clock, seed, exempt });
    layers.set(io, layer);
  }
  if (defaults) layer.server.set(defaults);
  return layer;
}
