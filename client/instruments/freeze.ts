// What counts as a freeze: a time in which the page drew no frame although somebody could see it.

/** Times in ms of performance.now(). */
export interface Freeze {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From here on a person feels that the page hangs: the bound of a good INP (web.dev/inp). */
export const FREEZE_MS_MIN = 200;

/** Longer gaps are a sleeping machine, not a program: browsers offer to kill a page after 15 s. */
export const FREEZE_MS_MAX = 60_000;

/** Whether a time without a frame of a page in view is a freeze. */
export const isFreeze = (gapMs: number): boolean => gapMs >= FREEZE_MS_MIN && gapMs < FREEZE_MS_MAX;

export const lengthMs = ({ fromMs, toMs }: Freeze): number => toMs - fromMs;
