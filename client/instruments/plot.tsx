// A small live plot: stems of a value over the last seconds, the highest of each column. The words
// beside it say the number; the plot only shows its past.
import './plot.css';
import { useRef } from 'preact/hooks';
import { usePaint } from '../ui/painter.ts';
import { COLUMNS, columnsOf, type Point } from './plot-columns.ts';

export interface PlotProps {
  readonly points: (sinceMs: number) => readonly Point[];
  readonly windowMs: number;
  /** The top of the scale is this, or the highest value if that is higher. */
  readonly top: number;
}

const HEIGHT = 16;

export function Plot({ points, windowMs, top }: PlotProps) {
  const path = useRef<SVGPathElement>(null);
  usePaint(
    () => {
      const nowMs = performance.now();
      const columns = columnsOf(points(nowMs - windowMs), { nowMs, windowMs });
      path.current?.setAttribute('d', stemsOf(columns, top));
    },
    { pace: 'tenth' },
  );
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${COLUMNS} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path ref={path} />
    </svg>
  );
}

function stemsOf(columns: readonly number[], least: number): string {
  const top = Math.max(least, ...columns);
  return columns
    .map((value, column) =>
      value === 0 ? '' : `M${column + 0.5} ${HEIGHT}v${(-HEIGHT * value) / top}`,
    )
    .join('');
}
