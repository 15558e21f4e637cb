// Requests that are held on purpose: each until it is let go, at most for a given time, and only so
// many of one member and of one address.
import type { Clock, Dispose } from '../../shared/time/clock.ts';
import { realMs } from '../../shared/time/frames.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';

/** Of whom at most `max` are held at once. */
export interface HoldLimit {
  readonly key: string;
  readonly max: number;
}

export interface Hold {
  readonly isOver: boolean;
  /** Ends it and runs `last`, unless it is over. */
  end(last?: () => void): void;
  /** Runs `dispose` when it is over, whichever way; at once if it is. */
  onEnd(dispose: Dispose): void;
}

export interface Holds {
  /** Held until `end`, or until `onCap` is called because the time is over. */
  hold(limits: readonly HoldLimit[], onCap: () => void): Outcome<Hold>;
  /** How many are held. */
  readonly size: number;
  /** All reach their cap now. Nothing is held afterwards. */
  close(): void;
}

export function createHolds({ clock, capMs }: { clock: Clock; capMs: number }): Holds {
  const counts = new Map<string, number>();
  const caps = new Set<() => void>();
  let isClosed = false;

  function count(limits: readonly HoldLimit[], change: 1 | -1): void {
    for (const { key } of limits) {
      const next = (counts.get(key) ?? 0) + change;
      if (next === 0) counts.delete(key);
      else counts.set(key, next);
    }
  }

  function start(limits: readonly HoldLimit[], onCap: () => void): Hold {
    const disposers: Dispose[] = [() => count(limits, -1), () => caps.delete(cap)];
    let isOver = false;
    const hold: Hold = {
      get isOver() {
        return isOver;
      },
      end(last) {
        if (isOver) return;
        isOver = true;
        for (const dispose of disposers.splice(0)) dispose();
        last?.();
      },
      onEnd(dispose) {
        if (isOver) dispose();
        else disposers.push(dispose);
      },
    };
    const cap = (): void => hold.end(onCap);
    count(limits, 1);
    caps.add(cap);
    hold.onEnd(clock.wakeAt(realMs(clock.now() + capMs), cap));
    return hold;
  }

  return {
    hold(limits, onCap) {
      if (isClosed) return refuse('unavailable', 'The server is closing.');
      const full = limits.find(({ key, max }) => (counts.get(key) ?? 0) >= max);
      if (full) return refuse('busy', `Up to ${full.max} requests like this are held at once.`);
      return done(start(limits, onCap));
    },
    get size() {
      return caps.size;
    },
    close() {
      isClosed = true;
      for (const cap of [...caps]) cap();
    },
  };
}
