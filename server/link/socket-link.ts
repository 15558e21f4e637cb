// The link of one socket: from its connection to a namespace until all it sent has landed.
import type { Link } from '../../shared/link/parameters.ts';
import { createPipeline, type Pipeline } from '../../shared/link/pipeline.ts';
import { rtoMs } from '../../shared/link/retransmission.ts';
import { Carried } from './carried.ts';
import type { BoundSocket } from './client-reads.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { DownItem } from './down-item.ts';
import { type Exempt, Exemption } from './exemption.ts';
import type { Packet } from './internals.ts';
import { Lane, type LaneEnds } from './lane.ts';

export interface SocketLinkOptions {
  readonly dispatcher: Dispatcher;
  /** Of its chance; see `seed` of LinkOfSocket. */
  readonly seed: string;
  readonly exempt: Exempt | undefined;
  /** What is in force at first. */
  readonly link: Link;
  readonly client: LinkClient;
}

/** The connection that a link belongs to. */
export interface LinkClient {
  /** Writes to the client; false when the connection is gone. */
  write(item: DownItem): boolean;
  /** Hands to the server's socket; false when there is none. */
  receive(link: SocketLink, packet: Packet): boolean;
}

/** Between the seed of the layer and the number of the link. */
export const SEED_SEPARATOR = '/';

export class SocketLink {
  readonly dispatcher: Dispatcher;
  readonly client: LinkClient;
  readonly up: Lane<Packet | Carried>;
  readonly down: Lane<DownItem | Carried>;
  readonly exemption: Exemption;
  /** The client has said that it leaves: what is still in flight to it has no reader. */
  hasClientLeft = false;
  /** Its socket is closed. */
  hasGone = false;
  /** Undefined while its middlewares run. */
  socketId: string | undefined;
  /** Its socket, once there is one, until the link is gone. */
  bound: BoundSocket | undefined;
  #link: Link;
  #seed: string;

  constructor({ dispatcher, seed, exempt, link, client }: SocketLinkOptions) {
    this.dispatcher = dispatcher;
    this.client = client;
    this.exemption = new Exemption(exempt);
    this.up = new Lane(new UpEnds(this));
    this.down = new Lane(new DownEnds(this));
    this.#seed = seed;
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
    const { mode, up, down } = link;
    const firstMs = rtoMs(link);
    this.up.configure({ mode, rtoMs: firstMs, direction: up });
    this.down.configure({ mode, rtoMs: firstMs, direction: down });
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

/** Shared code, and one small object for each link: there are ten thousand of them. */
class UpEnds implements LaneEnds<Packet | Carried> {
  readonly #link: SocketLink;

  constructor(link: SocketLink) {
    this.#link = link;
  }

  get dispatcher(): Dispatcher {
    return this.#link.dispatcher;
  }

  pipeline(): Pipeline {
    return createPipeline(...this.#link.seed.split(SEED_SEPARATOR), 'up');
  }

  deliver(item: Packet | Carried): boolean {
    const { client } = this.#link;
    return item instanceof Carried ? item.land() : client.receive(this.#link, item);
  }

  copy(item: Packet | Carried): Packet | Carried {
    if (item instanceof Carried) return item;
    // Socket.IO appends the acknowledgement to the very array.
    return { ...item, data: Array.isArray(item.data) ? [...item.data] : [] };
  }
}

class DownEnds implements LaneEnds<DownItem | Carried> {
  readonly #link: SocketLink;

  constructor(link: SocketLink) {
    this.#link = link;
  }

  get dispatcher(): Dispatcher {
    return this.#link.dispatcher;
  }

  pipeline(): Pipeline {
    return createPipeline(...this.#link.seed.split(SEED_SEPARATOR), 'down');
  }

  deliver(item: DownItem | Carried): boolean {
    return item instanceof Carried ? item.land() : this.#link.client.write(item);
  }

  copy(item: DownItem | Carried): DownItem | Carried {
    return item;
  }
}
