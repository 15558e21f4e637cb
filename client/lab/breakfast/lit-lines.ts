// Which lines of a listing are lit: where each task stands now, and where the main program waits. Pure.
import type { Span } from '../../ui/timeline/span.ts';

export interface LitLine {
  /** From 0. */
  readonly line: number;
  /** Who stands there. */
  readonly who: readonly string[];
}

/** The line of a task that sleeps; the last one that fits, as names are imported further up. */
const SLEEPS =
  /\b(sleepBlocking|sleepInWorker|time\.sleep|asyncio\.sleep|asyncio\.to_thread|sleep)\(|\(time\.sleep,/;
/** The line of the main program in which it awaits. */
const AWAITS = /\bawait (make|promise|task|coroutine|Promise\.all|asyncio\.gather)\b/;

/**
 * @param lines the listing
 * @param on the spans that are on at the moment looked at
 */
export function litLines(lines: readonly string[], on: readonly Span[]): readonly LitLine[] {
  const sleeping = on.filter(({ lane }) => lane !== 'page');
  if (sleeping.length === 0) return [];
  const at = lines.findIndex((line) => SLEEPS.test(line));
  const main = lines.findIndex((line) => AWAITS.test(line));
  const lit: LitLine[] = [];
  if (at >= 0) lit.push({ line: at, who: sleeping.map(({ lane }) => lane) });
  if (main >= 0 && main !== at) lit.push({ line: main, who: ['main'] });
  return lit;
}
