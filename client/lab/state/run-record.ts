// What a run leaves behind: everything measured, for the result card and the files. Pure.

import { sayMeasured } from '../../../shared/time/format.ts';
import type { Lane, Span } from '../../ui/timeline/span.ts';
import { sayKind } from '../../ui/timeline/words.ts';
import { judgeBet } from './bets.ts';
import type { Machine } from './machine.ts';

export interface RunRecord {
  /** What ran: `Breakfast, gather, Python`. */
  readonly title: string;
  /** The settings, as the address that leads to them again. */
  readonly address: string;
  /** The wall clock when it began, ISO 8601. */
  readonly startedAt: string;
  /** From the first step to the last, in ms. */
  readonly totalMs: number;
  /** What was bet, in ms; undefined without a bet. */
  readonly betMs: number | undefined;
  /** What came back, in order, as text. */
  readonly results: readonly string[];
  /** Why it took so long, in one sentence. */
  readonly why: string;
  /** The longest time without a drawn frame during the run. */
  readonly longestFrameMs: number;
  readonly lanes: readonly Lane[];
  readonly spans: readonly (Span & { readonly toMs: number })[];
  readonly machine: Machine;
}

/** The record as text for a mail or a report. */
export function recordAsText(record: RunRecord): string {
  const { title, startedAt, totalMs, betMs, results, why, longestFrameMs, machine } = record;
  const nameOf = (id: string) => record.lanes.find((lane) => lane.id === id)?.name ?? id;
  const spans = record.spans.map(
    ({ lane, kind, label, fromMs, toMs }) =>
      `  ${nameOf(lane)}: ${sayKind(kind)}${label ? ` (${label})` : ''} ${sayMeasured(fromMs)} to ${sayMeasured(toMs)}`,
  );
  return [
    `Lightlag lab: ${title}`,
    `Total ${sayMeasured(totalMs)}.${betMs === undefined ? '' : ` ${judgeBet({ ms: betMs }, totalMs).sentence}`}`,
    ...(results.length > 0 ? [`Came back, in order: ${results.join(', ')}`] : []),
    why,
    `Longest time without a frame: ${sayMeasured(longestFrameMs)}`,
    `Measured ${startedAt} in ${machine.browser}, ${machine.cores} cores`,
    `Run it yourself: ${record.address}`,
    '',
    'Spans, from the start of the run:',
    ...spans,
    '',
  ].join('\n');
}

/** The record as JSON, times in ms. */
export const recordAsJson = (record: RunRecord): string => `${JSON.stringify(record, null, 2)}\n`;
