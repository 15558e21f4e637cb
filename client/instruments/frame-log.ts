// The times of the last frames, and what follows from them: frames per second, the longest gap.
// Times spent hidden are no gaps: browsers draw hidden pages about once a second. Pure.
import { type Freeze, isFreeze } from './freeze.ts';

export interface FrameLog {
  /** A frame was drawn. Answers with the freeze that it ended, if it ended one. */
  frame(atMs: number): Freeze | undefined;
  /** The page went out of sight. What was a freeze up to here is one; what follows is not. */
  hide(atMs: number): Freeze | undefined;
  /** The page came into sight. */
  show(atMs: number): void;
  /** Frames of the last second. */
  fps(nowMs: number): number;
  /** The longest time in view without a frame that touches [sinceMs, nowMs], the one still open included. */
  longestGapMs(sinceMs: number, nowMs: number): number;
  /** Calls `visit` with the time of each frame after `sinceMs`, newest first. */
  visit(sinceMs: number, visit: (atMs: number) => void): void;
}

/** Frames kept: 20 s at 60 Hz, 8 s at 144 Hz. Long gaps are kept apart, so that none gets lost. */
const FRAMES_KEPT = 1200;
/** Gaps of at least this are kept apart. */
const GAP_KEPT_MS = 50;
const GAPS_KEPT = 500;

export function createFrameLog(startMs: number): FrameLog {
  const times = new Float64Array(FRAMES_KEPT);
  const gaps: Freeze[] = [];
  let count = 0;
  let last = startMs;
  let isShown = true;

  function closeGap(atMs: number): Freeze | undefined {
    const gap = { fromMs: last, toMs: atMs };
    last = atMs;
    if (!isShown || gap.toMs - gap.fromMs < GAP_KEPT_MS) return undefined;
    gaps.push(gap);
    if (gaps.length > GAPS_KEPT) gaps.shift();
    return isFreeze(gap.toMs - gap.fromMs) ? gap : undefined;
  }

  function visit(sinceMs: number, run: (atMs: number) => void): void {
    for (let back = 1; back <= Math.min(count, FRAMES_KEPT); back++) {
      const at = times[(count - back) % FRAMES_KEPT] ?? 0;
      if (at <= sinceMs) return;
      run(at);
    }
  }

  return {
    frame(atMs) {
      times[count % FRAMES_KEPT] = atMs;
      count += 1;
      return closeGap(atMs);
    },
    hide(atMs) {
      const freeze = closeGap(atMs);
      isShown = false;
      return freeze;
    },
    show(atMs) {
      last = atMs;
      isShown = true;
    },
    fps(nowMs) {
      let frames = 0;
      visit(nowMs - 1000, () => {
        frames += 1;
      });
      return frames;
    },
    longestGapMs(sinceMs, nowMs) {
      let longest = isShown ? nowMs - Math.max(last, sinceMs) : 0;
      let later = Number.NaN;
      visit(sinceMs, (at) => {
        // Only short ones: across a hidden time two frames are far apart without a gap.
        if (later - at < GAP_KEPT_MS) longest = Math.max(longest, later - at);
        later = at;
      });
      for (const gap of gaps) {
        if (gap.toMs > sinceMs) longest = Math.max(longest, gap.toMs - gap.fromMs);
      }
      return longest;
    },
    visit,
  };
}
