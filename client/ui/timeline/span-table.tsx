// The text twin of a timeline: the same spans, as a table.

import { sayMeasured } from '../../../shared/time/format.ts';
import type { Lane, Span } from './span.ts';
import { sayKind } from './words.ts';

export interface SpanTableProps {
  readonly name: string;
  readonly lanes: readonly Lane[];
  readonly spans: readonly Span[];
}

export function SpanTable({ name, lanes, spans }: SpanTableProps) {
  const nameOf = (id: string) => lanes.find((lane) => lane.id === id)?.name ?? id;
  const inOrder = [...spans].sort((a, b) => a.fromMs - b.fromMs);
  return (
    <table class="span-table">
      <caption class="unseen">{name}</caption>
      <thead>
        <tr>
          <th scope="col">Lane</th>
          <th scope="col">What</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Length</th>
        </tr>
      </thead>
      <tbody>
        {inOrder.map((span) => (
          <tr key={`${span.lane} ${span.fromMs} ${span.kind}`}>
            <th scope="row">{nameOf(span.lane)}</th>
            <td>
              {sayKind(span.kind)}
              {span.label && `: ${span.label}`}
            </td>
            <td>{sayMeasured(span.fromMs)}</td>
            <td>{span.toMs === undefined ? 'still on' : sayMeasured(span.toMs)}</td>
            <td>{span.toMs === undefined ? '' : sayMeasured(span.toMs - span.fromMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
