// What keeps out: whose page it is, where it comes from, how much it has had. The two doors (HTTP and
// sockets) ask here; nothing here knows a room.
import type { Refusal } from '../../shared/wire/refusal.ts';
import { type Addresses, createAddresses } from './address.ts';
import { type Counter, createCounter } from './allowances.ts';
import { GUARD_LIMITS, type GuardLimits } from './limits.ts';
import { createWhoseOf, type WhoseOf } from './origins.ts';

export interface GuardOptions {
  /** Instead of GUARD_LIMITS. */
  readonly limits?: Partial<GuardLimits>;
  /** Proxies in front of this server, as addresses or ranges; their X-Forwarded-For is believed. */
  readonly proxies?: readonly string[];
  /** Public addresses of this server (`https://chat.example`). None: the one that is asked. */
  readonly origins?: readonly string[];
}

export interface Guard extends Addresses {
  readonly limits: GuardLimits;
  readonly whoseOf: WhoseOf;
  /** By address. */
  readonly requests: Counter;
  readonly handshakes: Counter;
  readonly connections: Counter;
  readonly rooms: Counter;
  readonly tickets: Counter;
  readonly misses: Counter;
  /** One ask over the socket, `writes`: to the log; a refusal when it is one too many. */
  ask(who: { member: string; address: string; writes: boolean }): Promise<Refusal | undefined>;
}

/** Throws RangeError for a proxy that is no address. */
export function createGuard({ limits, proxies = [], origins = [] }: GuardOptions): Guard {
  const all = { ...GUARD_LIMITS, ...limits };
  const asks = createCounter(all.asks, 'asks');
  const addressAsks = createCounter(all.addressAsks, 'asks of one address');
  const steering = createCounter(all.steering, 'changes');
  return {
    ...createAddresses(proxies),
    limits: all,
    whoseOf: createWhoseOf(origins),
    requests: createCounter(all.requests, 'requests of one address'),
    handshakes: createCounter(all.handshakes, 'connections of one address'),
    connections: createCounter(all.connections, 'new connections of one address'),
    rooms: createCounter(all.rooms, 'new rooms of one address'),
    tickets: createCounter(all.tickets, 'panes of one address'),
    misses: createCounter(all.misses, 'requests for what is not there'),
    async ask({ member, address, writes }) {
      return (
        (await addressAsks.take(address)) ??
        (await asks.take(member)) ??
        (writes ? await steering.take(member) : undefined)
      );
    },
  };
}
