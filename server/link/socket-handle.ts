// One socket's link as its owner handles it.
import type { Link } from '../../shared/link/parameters.ts';
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

export function createHandle({
  number,
  namespace,
  scope,
  link,
  describe,
}: HandleOptions): LinkOfSocket {
  const lanes = ({ direction }: PacketChoice) =>
    direction === undefined ? [link.up, link.down] : [link[direction]];
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    ...scope.settings,
    number,
    get seed() {
      return link.seed;
    },
    reseed: (seed) => link.reseed(seed),
    status: () => ({
      number,
      socketId: link.socketId ?? null,
      namespace,
      own: scope.own(),
      link: link.link,
      up: link.up.counts,
      down: link.down.counts,
    }),
    inFlight: (limit = IN_FLIGHT_LISTED) => [
      ...link.up.list(limit).map(({ item, ...times }) => ({
        direction: 'up' as const,
        ...times,
        ...describeUp(item),
      })),
      ...link.down.list(limit).map(({ item, ...times }) => ({
        direction: 'down' as const,
        ...times,
        ...describe(item),
      })),
    ],
    deliverNow: (choice = {}) => sum(lanes(choice).map((lane) => lane.deliverNow(choice.seq))),
    drop: (choice = {}) => sum(lanes(choice).map((lane) => lane.drop('dropped', choice.seq))),
    carry: (direction, packet, deliver) => link.carry(direction, new Carried(packet, deliver)),
  };
}
