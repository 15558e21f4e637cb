// The verdict on a freeze: did the program wait, or did it compute? Waiting can be awaited;
// computing needs another thread. Pure.
import type { BlockedMark } from './blocked-marks.ts';
import { type Freeze, lengthMs } from './freeze.ts';
import type { LongFrame } from './long-frames.ts';

export interface Verdict {
  readonly kind: 'waiting' | 'computing' | 'both' | 'elsewhere' | 'unknown';
  readonly waitingMs: number;
  readonly frozenMs: number;
  /** In one sentence: what it was, and what would have helped. */
  readonly sentence: string;
}

export interface Evidence {
  /** Whether this browser reports long frames at all. */
  readonly isReported: boolean;
  /** What the browser measured; wins over our own marks. */
  readonly longFrames: readonly LongFrame[];
  readonly marks: readonly BlockedMark[];
}

/** With less than this share of the freeze in its own hands, a page did not freeze itself. */
const OWN_SHARE_MIN = 0.5;

/** Below this share of the freeze a part is not worth a word. */
const WORTH_A_WORD = 0.1;

export function judgeFreeze(freeze: Freeze, evidence: Evidence): Verdict {
  const { isReported, longFrames, marks } = evidence;
  const frozenMs = lengthMs(freeze);
  const seen = longFrames.filter((frame) => overlapMs(frame, freeze) > frozenMs / 2);
  const noted = marks.filter((mark) => overlapMs(mark, freeze) > 0);
  if (noted.length === 0) {
    const ownMs = seen.reduce((sum, frame) => sum + frame.ownMs, 0);
    if (isReported && ownMs < frozenMs * OWN_SHARE_MIN) return elsewhereVerdict(frozenMs, ownMs);
    if (seen.length === 0) return unknownVerdict(frozenMs);
  }
  const waited =
    seen.length > 0
      ? seen.reduce((sum, { pausedMs }) => sum + pausedMs, 0)
      : noted
          .filter(({ kind }) => kind === 'waiting')
          .reduce((sum, mark) => sum + overlapMs(mark, freeze), 0);
  return verdictOf(Math.min(waited, frozenMs), frozenMs);
}

/** The verdict on so much waiting in so much freezing, both in ms. */
export function verdictOf(waitingMs: number, frozenMs: number): Verdict {
  const waiting = Math.round(waitingMs);
  const frozen = Math.round(frozenMs);
  const base = { waitingMs, frozenMs };
  if (waitingMs >= frozenMs * (1 - WORTH_A_WORD)) {
    return {
      ...base,
      kind: 'waiting',
      sentence: `${waiting} of ${frozen} ms were waiting: await would have made it free.`,
    };
  }
  if (waitingMs <= frozenMs * WORTH_A_WORD) {
    const all = waiting === 0 ? 'All of it' : `${frozen - waiting} of ${frozen} ms`;
    const verb = waiting === 0 ? 'was' : 'were';
    return {
      ...base,
      kind: 'computing',
      sentence: `${all} ${verb} computing: await would not help, a worker would.`,
    };
  }
  return {
    ...base,
    kind: 'both',
    sentence: `${waiting} of ${frozen} ms were waiting: await would free those. The rest was computing: a worker would take it.`,
  };
}

/** The page was ready to draw; the machine had no time for it. */
function elsewhereVerdict(frozenMs: number, ownMs: number): Verdict {
  return {
    kind: 'elsewhere',
    waitingMs: 0,
    frozenMs,
    sentence: `Only ${Math.round(ownMs)} of ${Math.round(frozenMs)} ms were this page’s own: the machine was busy with something else.`,
  };
}

function unknownVerdict(frozenMs: number): Verdict {
  return {
    kind: 'unknown',
    waitingMs: 0,
    frozenMs,
    sentence: `${Math.round(frozenMs)} ms frozen. This browser does not say whether it waited or computed.`,
  };
}

function overlapMs(a: Freeze, b: Freeze): number {
  return Math.max(0, Math.min(a.toMs, b.toMs) - Math.max(a.fromMs, b.fromMs));
}
