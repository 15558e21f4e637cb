// A bet on how long a run will take, and what became of it. Pure.
import { sayMeasured } from '../../../shared/time/format.ts';

export interface Bet {
  /** What the learner said, in ms. */
  readonly ms: number;
}

export interface BetOutcome {
  readonly kind: 'right' | 'too short' | 'too long';
  readonly sentence: string;
}

/** So near is right: a tenth, and a little for what any program costs. */
const NEAR_SHARE = 0.1;
const NEAR_MS = 120;

export function judgeBet({ ms }: Bet, totalMs: number): BetOutcome {
  const off = totalMs - ms;
  const said = `You bet ${sayBet(ms)}`;
  if (Math.abs(off) <= ms * NEAR_SHARE + NEAR_MS) {
    return { kind: 'right', sentence: `${said}: right.` };
  }
  const kind = off > 0 ? 'too short' : 'too long';
  return { kind, sentence: `${said}: ${sayMeasured(Math.abs(off))} ${kind}.` };
}

/** `3 s`, `0.3 s`, `0 s`. */
export const sayBet = (ms: number): string => `${Number((ms / 1000).toFixed(2))} s`;

/** What can be bet on: the amounts in ascending order, each once. */
export function betChoices(amountsMs: readonly number[]): readonly number[] {
  const rounded = amountsMs.map((ms) => Math.round(ms / 10) * 10);
  return [...new Set(rounded)].sort((a, b) => a - b);
}

/** A bet typed by hand, in seconds with a point or a comma; undefined if it is none (0 to 600 s). */
export function readBet(typed: string): Bet | undefined {
  const seconds = Number(typed.trim().replace(',', '.'));
  if (typed.trim() === '' || !(seconds >= 0 && seconds <= 600)) return undefined;
  return { ms: seconds * 1000 };
}
