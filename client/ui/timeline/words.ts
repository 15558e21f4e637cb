// How a timeline speaks. Pure.
import { sayMeasured } from '../../../shared/time/format.ts';
import type { Lane, Span, SpanKind } from './span.ts';
import { spansAt } from './span.ts';

const KIND_WORDS: { readonly [Kind in SpanKind]: string } = {
  running: 'running',
  waiting: 'waiting',
  queued: 'queued',
  frozen: 'frozen',
};

export const sayKind = (kind: SpanKind): string => KIND_WORDS[kind];

/** A mark of the axis, with one unit for all: `0`, `500 ms`, `1 s`, `1.5 s`. */
export function sayTick(ms: number, stepMs: number): string {
  if (ms === 0) return '0';
  return stepMs >= 100 && ms >= 1000
    ? `${Number((ms / 1000).toFixed(2))} s`
    : `${Number(ms.toFixed(2))} ms`;
}

/** What is on at a moment: `At 1.20 s: coffee waiting, page running.` */
export function sayMoment(lanes: readonly Lane[], spans: readonly Span[], atMs: number): string {
  const now = spansAt(spans, atMs);
  const on = lanes.flatMap(({ id, name }) =>
    now.filter(({ lane }) => lane === id).map(({ kind }) => `${name} ${sayKind(kind)}`),
  );
  const shown = on.length > 6 ? [...on.slice(0, 6), `and ${on.length - 6} more`] : on;
  return `At ${sayMeasured(atMs)}: ${shown.length > 0 ? shown.join(', ') : 'nothing'}.`;
}
