// How often what arrives is drawn. A hundred a second are drawn as they come; of more nobody could read each,
// and a flood must leave time for the hands. So the more came at once, the longer the next ones are gathered.
import type { Dispose } from '../../shared/time/clock.ts';

/** Real ms to wait for each that was handed on together before, and at most: four times a second. */
const WAIT_EACH_MS = 10;
const WAIT_MAX_MS = 250;
/** Real ms to wait while nobody looks. */
const HIDDEN_MS = 200;

export interface PaceOptions<Item> {
  /** Runs `run` once, `ms` real ms from now. */
  readonly wait: (ms: number, run: () => void) => Dispose;
  readonly isHidden: () => boolean;
  /** Draws; items in the order in which they were put in. */
  readonly draw: (items: readonly Item[]) => void;
}

export interface Pace<Item> {
  /** What has been put in and not been drawn. */
  readonly held: readonly Item[];
  put(items: readonly Item[]): void;
  /** Draws what is held now. */
  flush(): void;
  /** Forgets what is held. */
  drop(): void;
}

export function createPace<Item>({ wait, isHidden, draw }: PaceOptions<Item>): Pace<Item> {
  let held: readonly Item[] = [];
  /** How many were drawn at once last. */
  let rush = 0;
  let stop: Dispose | undefined;

  function flush(): void {
    stop?.();
    stop = undefined;
    const items = held;
    held = [];
    rush = items.length;
    draw(items);
  }

  return {
    get held() {
      return held;
    },
    put(items) {
      held = [...held, ...items];
      stop ??= wait(isHidden() ? HIDDEN_MS : Math.min(WAIT_EACH_MS * rush, WAIT_MAX_MS), flush);
    },
    flush,
    drop() {
      held = [];
    },
  };
}
