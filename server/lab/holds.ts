// Requests that are held for a while on purpose: the waits of the lab. Bounded per address and in all,
// released early when whoever asked is gone, and all at once when the server closes.
import type { Clock, Dispose } from '../../shared/time/clock.ts';
import { realMs } from '../../shared/time/frames.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';

/** A browser holds six per host; behind one address there may be a whole class. */
export const HELD_PER_ADDRESS_MAX = 256;
export const HELD_MAX = 4096;

export interface Hold {
  /** Lets go before the time, without a word. Idempotent. */
  release(): void;
}

export interface Holds {
  /** Calls `over` once, never before `ms` have passed; refuses with `busy` when there are too many. */
  hold(address: string, ms: number, over: () => void): Outcome<Hold>;
  /** How many are held now. */
  readonly size: number;
  /** Ends all of them now, each with its `over`, and at once what comes later. Idempotent. */
  close(): void;
}

export interface HoldsOptions {
  readonly clock: Clock;
  readonly perAddressMax?: number;
  readonly max?: number;
}

export function createHolds({
  clock,
  perAddressMax = HELD_PER_ADDRESS_MAX,
  max = HELD_MAX,
}: HoldsOptions): Holds {
  const held = new Set<() => void>();
  const perAddress = new Map<string, number>();
  let isClosed = false;

  function count(address: string, change: 1 | -1): void {
    const next = (perAddress.get(address) ?? 0) + change;
    if (next === 0) perAddress.delete(address);
    else perAddress.set(address, next);
  }

  return {
    get size() {
      return held.size;
    },
    hold(address, ms, over) {
      if (isClosed) {
        over();
        return done({ release: () => undefined });
      }
      if ((perAddress.get(address) ?? 0) >= perAddressMax || held.size >= max) {
        return refuse('busy', `At most ${perAddressMax} waits of one address are held at once.`);
      }
      let stop: Dispose = () => undefined;
      const release = (): void => {
        if (!held.delete(end)) return;
        count(address, -1);
        stop();
      };
      const end = (): void => {
        if (!held.has(end)) return;
        release();
        over();
      };
      held.add(end);
      count(address, 1);
      stop = clock.wakeAt(realMs(clock.now() + ms), end);
      return done({ release });
    },
    close() {
      isClosed = true;
      for (const end of [...held]) end();
    },
  };
}
