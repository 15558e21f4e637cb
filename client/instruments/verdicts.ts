// The verdict on each freeze of this page. It may change once: when the browser's own word comes in.
import { computed, type ReadonlySignal } from '@preact/signals';
import { blockedMarks } from './blocked-marks.ts';
import { freezes } from './frames.ts';
import type { Freeze } from './freeze.ts';
import { hasLongFrames, longFrames } from './long-frames.ts';
import { judgeFreeze, type Verdict } from './verdict.ts';

export interface JudgedFreeze extends Freeze {
  readonly verdict: Verdict;
}

/** Oldest first; the last 50. */
export const judgedFreezes: ReadonlySignal<readonly JudgedFreeze[]> = computed(() =>
  freezes.value.map((freeze) => ({
    ...freeze,
    verdict: judgeFreeze(freeze, {
      isReported: hasLongFrames(),
      longFrames: longFrames.value,
      marks: blockedMarks.value,
    }),
  })),
);
