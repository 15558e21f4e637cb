// One socket's link as its owner handles it.
import type { Link, LinkChange } from '../../shared/link/parameters.ts';
import { Carried } from './carried.ts';
import { type Description, describeUp } from './describe.ts';
import type { DownItem } from './down-item.ts';
import type { LaneCounts } from './lane-counts.ts';
import type { LinkSettings, Scope } from './scope.ts';
import type { SocketLink } from './socket-link.ts';

export type Direction = 'up' | 'down';

/** A packet in flight, as shown to people. Times on the clock of the layer. */
export interface PacketInFlight extends Description {
  readonly direction: Direction;
  /** Its number, unique in the layer. */
  readonly seq: number;
  readonly sentMs: number;
  readonly dueMs: number;
}

/** Which packets: one, one direction's, or (neither given) all. */
export interface PacketChoice {
  readonly direction?: Direction;
  /** Only with `direction`. */
  readonly seq?: number;
}

export interface LinkStatus {
  readonly number: number;
  readonly socketId: string | null;
  readonly namespace: string;
  readonly own: ReturnType<LinkSettings['own']>;
  readonly link: Link;
  readonly up: LaneCounts;
  readonly down: LaneCounts;
}

/** One socket's link. */
export interface LinkOfSocket extends LinkSettings {
  /** Its number in the layer, from 1, in the order of connection; part of its seed. */
  readonly number: number;
  /** Of its chance: the seed of the layer, `/`, its number, until `reseed` says otherwise. */
  readonly seed: string;
  /** Begins the chance of another seed; with one that a link has shown, the very same verdicts. */
  reseed(seed: string): void;
  status(): LinkStatus;
  /** Soonest first in each direction, at most `limit` (default 100) of each. */
  inFlight(limit?: number): PacketInFlight[];
  /**
   * Delivers at once, in order; of a stream, what is before the chosen packet too. Gives how many.
   */
  deliverNow(choice?: PacketChoice): number;
  /** Drops, counts as `dropped`, gives how many. */
  drop(choice?: PacketChoice): number;
  /**
   * Takes a packet that is not Socket.IO's (a request over HTTP, say) through this link, in order with
   * the socket's own. `deliver` is called when it lands: never if it is lost, twice if a datagram is
   * doubled. False, and nothing is carried, when the socket has gone.
   */
  carry(
    direction: Direction,
    packet: { name: string; bytes: number },
    deliver: () => void,
  ): boolean;
}

export interface HandleOptions {
  readonly number: number;
  readonly namespace: string;
  readonly scope: Scope;
  readonly link: SocketLink;
  readonly describe: (item: DownItem | Carried) => Description;
}

const IN_FLIGHT_LISTED = 100;

export class SocketHandle implements LinkOfSocket {
  readonly number: number;
  readonly #namespace: string;
  readonly #scope: Scope;
  readonly #link: SocketLink;
  readonly #describe: HandleOptions['describe'];

  constructor({ number, namespace, scope, link, describe }: HandleOptions) {
    this.number = number;
    this.#namespace = namespace;
    this.#scope = scope;
    this.#link = link;
    this.#describe = describe;
  }

  get seed(): string {
    return this.#link.seed;
  }

  get(): Link {
    return this.#scope.get();
  }

  own(): LinkChange {
    return this.#scope.own();
  }

  set(change: LinkChange): void {
    this.#scope.set(change);
  }

  replace(change: LinkChange): void {
    this.#scope.replace(change);
  }

  reset(): void {
    this.#scope.reset();
  }

  reseed(seed: string): void {
    this.#link.reseed(seed);
  }

  status(): LinkStatus {
    const { socketId, link, up, down } = this.#link;
    return {
      number: this.number,
      socketId: socketId ?? null,
      namespace: this.#namespace,
      own: this.#scope.own(),
      link,
      up: up.counts,
      down: down.counts,
    };
  }

  inFlight(limit = IN_FLIGHT_LISTED): PacketInFlight[] {
    const { up, down } = this.#link;
    return [
      ...up.list(limit).map(({ item, ...times }) => ({
        direction: 'up' as const,
        ...times,
        ...describeUp(item),
      })),
      ...down.list(limit).map(({ item, ...times }) => ({
        direction: 'down' as const,
        ...times,
        ...this.#describe(item),
      })),
    ];
  }

  deliverNow(choice: PacketChoice = {}): number {
    return sum(this.#lanes(choice).map((lane) => lane.deliverNow(choice.seq)));
  }

  drop(choice: PacketChoice = {}): number {
    return sum(this.#lanes(choice).map((lane) => lane.drop('dropped', choice.seq)));
  }

  carry(
    direction: Direction,
    packet: { name: string; bytes: number },
    deliver: () => void,
  ): boolean {
    return this.#link.carry(direction, new Carried(packet, deliver));
  }

  #lanes({ direction }: PacketChoice) {
    const { up, down } = this.#link;
    return direction === undefined ? [up, down] : [this.#link[direction]];
  }
}

const sum = (counts: readonly number[]): number =>
  counts.reduce((total, count) => total + count, 0);
