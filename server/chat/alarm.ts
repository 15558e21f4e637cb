// One queue and one timer for everything in this process that waits for a due time. A bell can be
// set anew at any moment (a warp change does): the old entry then rings nothing.
import type { Clock, Dispose } from '../../shared/time/clock.ts';
import { DueQueue } from '../../shared/time/due-queue.ts';
import { type RealMs, realMs } from '../../shared/time/frames.ts';

export interface Bell {
  /** Rings once at or after `at`, instead of any time set before; Infinity: not at all. */
  set(at: RealMs): void;
  remove(): void;
}

export interface Alarm {
  /** A bell that is not yet set. `ring` must not throw. */
  add(ring: () => void): Bell;
  close(): void;
}

interface BellState {
  at: number;
  /** Its entry in the queue and in `bells`; older ones are stale. */
  entry: number;
  readonly ring: () => void;
}

export function createAlarm(clock: Clock): Alarm {
  const queue = new DueQueue();
  const bells = new Map<number, BellState>();
  let entries = 0;
  let armed: { readonly at: number; readonly dispose: Dispose } | undefined;

  function arm(): void {
    const at = queue.nextDue;
    if (armed?.at === at) return;
    armed?.dispose();
    armed = at === Infinity ? undefined : { at, dispose: clock.wakeAt(realMs(at), wake) };
  }

  function wake(): void {
    armed = undefined;
    const now = clock.now();
    while (queue.nextDue <= now) {
      const entry = queue.pop() as number;
      const bell = bells.get(entry);
      bells.delete(entry);
      if (!bell) continue;
      bell.at = Infinity;
      bell.ring();
    }
    arm();
  }

  function dropStale(): void {
    queue.clear();
    for (const [entry, bell] of bells) queue.push(bell.at, entry);
  }

  return {
    add(ring) {
      const bell: BellState = { at: Infinity, entry: -1, ring };
      const set = (at: number): void => {
        if (at === bell.at) return;
        bells.delete(bell.entry);
        bell.at = at;
        bell.entry = entries++;
        if (at === Infinity) return;
        bells.set(bell.entry, bell);
        queue.push(at, bell.entry);
        if (queue.size > 64 + 4 * bells.size) dropStale();
        arm();
      };
      return { set, remove: () => set(Infinity) };
    },
    close() {
      armed?.dispose();
      armed = undefined;
      queue.clear();
      bells.clear();
    },
  };
}
