// The link of one socket: from its connection to a namespace until all it sent has landed.
import type { Link } from '../../shared/link/parameters.ts';
import { createPipeline } from '../../shared/link/pipeline.ts';
import { rtoMs } from '../../shared/link/retransmission.ts';
import { Carried } from './carried.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { DownItem } from './down-item.ts';
import { type Exempt, Exemption } from './exemption.ts';
import type { Packet } from './internals.ts';
import { Lane } from './lane.ts';

export interface SocketLinkOptions {
  readonly dispatcher: Dispatcher;
  /** Of its chance; see `seed` of LinkOfSocket. */
  readonly seed: string;
  readonly exempt: Exempt | undefined;
  /** What is in force at first. */
  readonly link: Link;
  /** Writes to the client; false when the connection is gone. */
  readonly write: (item: DownItem) => boolean;
  /** Hands to the server's socket; false when there is none. */
  readonly receive: (packet: Packet) => boolean;
}

/** Between the seed of the layer and the number of the link. */
export const SEED_SEPARATOR = '/';

export class SocketLink {
  readonly up: Lane<Packet | Carried>;
  readonly down: Lane<DownItem | Carried>;
  readonly exemption: Exemption;
  /** The client has said that it leaves: what is still in flight to it has no reader. */
  hasClientLeft = false;
  /** Its socket is closed. */
  hasGone = false;
  /** Undefined while its middlewares run. */
  socketId: string | undefined;
  #link: Link;
  #seed: string;

  constructor({ dispatcher, seed, exempt, link, write, receive }: SocketLinkOptions) {
    this.exemption = new Exemption(exempt);
    const lane = { dispatcher };
    const names = seed.split(SEED_SEPARATOR);
    this.#seed = seed;
    this.up = new Lane({
      ...lane,
      pipeline: createPipeline(...names, 'up'),
      deliver: (item) => (item instanceof Carried ? item.land() : receive(item)),
      // Socket.IO appends the acknowledgement to the very array.
      copy: (item) =>
        item instanceof Carried
          ? item
          : { ...item, data: Array.isArray(item.data) ? [...item.data] : [] },
    });
    this.down = new Lane({
      ...lane,
      pipeline: createPipeline(...names, 'down'),
      deliver: (item) => (item instanceof Carried ? item.land() : write(item)),
      copy: (item) => item,
    });
    this.#link = link;
    this.configure(link);
  }

  /** What is in force. */
  get link(): Link {
    return this.#link;
  }

  get seed(): string {
    return this.#seed;
  }

  /** Other chance, from its beginning. */
  reseed(seed: string): void {
    const names = seed.split(SEED_SEPARATOR);
    this.#seed = seed;
    this.up.reseed(...names, 'up');
    this.down.reseed(...names, 'down');
  }

  /** For packets from now on. */
  configure(link: Link): void {
    this.#link = link;
    const shared = { mode: link.mode, rtoMs: rtoMs(link) };
    this.up.configure({ ...shared, direction: link.up });
    this.down.configure({ ...shared, direction: link.down });
  }

  /** Puts somebody else's packet among the socket's own; false when the socket has gone. */
  carry(direction: 'up' | 'down', packet: Carried): boolean {
    if (this.hasGone) return false;
    const lane: Pick<Lane<Carried>, 'isClear' | 'pass' | 'send'> = this[direction];
    if (lane.isClear) {
      lane.pass();
      packet.land();
    } else {
      lane.send(packet, packet.bytes);
    }
    return true;
  }

  /** Runs `run` once nothing is in flight in either direction. */
  whenEmpty(run: () => void): void {
    this.up.whenEmpty(() => this.down.whenEmpty(run));
  }
}
