// The shapes of a timeline's picture: spans, marks, and how ice looks.

import { sayMeasured } from '../../../shared/time/format.ts';
import type { Box, Rows, TimeScale } from './geometry.ts';
import type { Span } from './span.ts';
import { sayKind } from './words.ts';

/** Narrower boxes have no words in them. */
const WORDS_WIDTH_MIN = 84;

interface SpanBoxProps {
  readonly span: Span;
  readonly ice: string;
  readonly box: Box;
  readonly hasWords: boolean;
  readonly hold: (rect: SVGRectElement | null) => void;
}

export function SpanBox({ span, ice, box, hasWords, hold }: SpanBoxProps) {
  const { kind, toMs, fromMs, label } = span;
  const middle = box.y + box.height / 2;
  // Waiting takes no thread: it is drawn as a line, not as a block.
  const isLine = (kind === 'waiting' || kind === 'queued') && box.height > 6;
  const shape = isLine ? { ...box, y: middle - 1.5, height: 3 } : box;
  const words = toMs === undefined ? '' : `${label || sayKind(kind)} ${sayMeasured(toMs - fromMs)}`;
  const hasRoom =
    hasWords && words !== '' && box.width >= Math.max(WORDS_WIDTH_MIN, words.length * 6.6);
  return (
    <g class={`span is-${kind}`} data-lane={span.lane}>
      <rect
        ref={hold}
        {...shape}
        fill={kind === 'frozen' ? ice : undefined}
        rx={isLine ? 1.5 : Math.min(3, box.height / 3)}
      />
      {hasRoom && (
        <text x={box.x + 6} y={isLine ? middle - 5 : middle} dy={isLine ? 0 : '0.34em'}>
          {words}
        </text>
      )}
    </g>
  );
}

interface MarkLineProps {
  readonly x: number;
  readonly scale: TimeScale;
  readonly label: string;
  readonly rows: Rows;
}

export function MarkLine({ x, scale, label, rows }: MarkLineProps) {
  const isLeft = x > (scale.left + scale.right) / 2;
  return (
    <g class="mark-line">
      <path d={`M${x} -4V${rows.height}`} />
      <text x={x + (isLeft ? -5 : 5)} y={-6} text-anchor={isLeft ? 'end' : 'start'}>
        {label}
      </text>
    </g>
  );
}

/** Frozen is also hatched: in forced colours, and for eyes that see no blue. */
export function IcePattern({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect class="ice-ground" width="6" height="6" />
        <path class="ice-line" d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" />
      </pattern>
    </defs>
  );
}
