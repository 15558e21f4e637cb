// The picture of a timeline. It is rendered when spans begin or end; what moves with the clock (open
// spans, the line of now, the cursor) is written into the document frame by frame.
import type { VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { usePaint } from '../painter.ts';
import { type Box, boxOf, msAt, type Rows, type TimeScale, ticksOf, xAt } from './geometry.ts';
import { IcePattern, MarkLine, SpanBox } from './shapes.tsx';
import type { Lane, Span } from './span.ts';
import { sayTick } from './words.ts';

/** A moment worth a line of its own: the bet, the end. */
export interface Mark {
  readonly atMs: number;
  readonly label: string;
}

export interface PictureProps {
  readonly name: string;
  readonly lanes: readonly Lane[];
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
  readonly scale: TimeScale;
  readonly rows: Rows;
  readonly width: number;
  /** Whether time goes on in it. */
  readonly isLive: boolean;
  /** How far what is drawn has to slide to the left by now, in px. */
  readonly slide: () => number;
  readonly now: () => number;
  /** The moment looked at, if one is. */
  readonly cursor: () => number | undefined;
  readonly onPick: (ms: number) => void;
}

export const AXIS_HEIGHT = 24;
const MARK_HEIGHT = 18;

export function Picture(props: PictureProps) {
  const { name, lanes, spans, marks, scale, rows, width, isLive, now, cursor, slide } = props;
  const top = marks.length > 0 ? MARK_HEIGHT : 4;
  const height = top + rows.height + AXIS_HEIGHT;
  const id = useId();
  const svg = useRef<SVGSVGElement>(null);
  const sliding = useRef<SVGGElement>(null);
  const line = useRef<SVGLineElement>(null);
  const boxes = useRef(new Map<Span, SVGRectElement>());
  const rowOf = new Map(lanes.map(({ id }, row) => [id, row]));
  const box = (span: Span): Box =>
    boxOf(span, { scale, rows, row: rowOf.get(span.lane) ?? 0, nowMs: now() });
  const paint = () => {
    for (const [span, rect] of boxes.current) {
      if (span.toMs === undefined) rect.setAttribute('width', `${box(span).width}`);
    }
    const at = cursor() ?? (isLive ? now() : undefined);
    const x = `${at === undefined ? -10 : xAt(scale, at)}`;
    line.current?.setAttribute('x1', x);
    line.current?.setAttribute('x2', x);
    sliding.current?.setAttribute('transform', `translate(${-slide()} 0)`);
  };
  usePaint(paint, { pace: 'frame' });
  useDrag(svg, (x) => props.onPick(msAt(scale, x)));
  const draw = (span: Span) => (
    <SpanBox
      key={`${span.lane} ${span.fromMs} ${span.kind} ${span.label}`}
      span={span}
      ice={`url(#${id}-ice)`}
      box={box(span)}
      hasWords={rows.isNamed}
      hold={(rect) => {
        if (rect) boxes.current.set(span, rect);
        else boxes.current.delete(span);
      }}
    />
  );
  const drawn = useKept(spans, draw, JSON.stringify([scale, rows]));
  const ticks = ticksOf(scale);
  const step = (ticks[1] ?? scale.toMs) - (ticks[0] ?? 0);
  return (
    <svg
      ref={svg}
      class="timeline-picture"
      width={width}
      height={height}
      viewBox={`0 ${-top} ${width} ${height}`}
      role="img"
      aria-label={name}
    >
      <IcePattern id={`${id}-ice`} />
      {rows.isNamed &&
        lanes.map((lane, row) => (
          <text key={lane.id} class="lane-name" x={0} y={(row + 0.5) * rows.rowHeight} dy="0.34em">
            {lane.name}
          </text>
        ))}
      <g clip-path={`url(#${id}-clip)`}>
        <clipPath id={`${id}-clip`}>
          <rect x={scale.left - 1} y={-top} width={scale.right - scale.left + 14} height={height} />
        </clipPath>
        <g ref={sliding}>
          {ticks.map((ms) => (
            <g key={ms} class="tick">
              <path d={`M${xAt(scale, ms)} 0V${rows.height + 4}`} />
              <text
                x={xAt(scale, ms)}
                y={rows.height + 17}
                text-anchor={ms === 0 ? 'start' : 'middle'}
              >
                {sayTick(ms, step)}
              </text>
            </g>
          ))}
          {drawn}
          {marks.map(({ atMs, label }) => (
            <MarkLine key={label} x={xAt(scale, atMs)} scale={scale} label={label} rows={rows} />
          ))}
          <line ref={line} class="cursor" y1={-2} y2={rows.height + 4} x1={-10} x2={-10} />
        </g>
      </g>
    </svg>
  );
}

/**
 * What `draw` made of each span, kept as long as the span and `look` are the same: of hundreds, a frame
 * changes a few, and what is the same object is not compared again.
 */
function useKept(
  spans: readonly Span[],
  draw: (span: Span) => VNode,
  look: string,
): readonly VNode[] {
  const kept = useRef({ look, drawn: new Map<Span, VNode>() });
  const before = kept.current.look === look ? kept.current.drawn : undefined;
  const drawn = new Map(spans.map((span) => [span, before?.get(span) ?? draw(span)]));
  kept.current = { look, drawn };
  return [...drawn.values()];
}

/** Press and drag to look at a moment. */
function useDrag(svg: { readonly current: SVGSVGElement | null }, onX: (x: number) => void): void {
  const latest = useRef(onX);
  latest.current = onX;
  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    const pick = (event: PointerEvent) =>
      latest.current(event.clientX - element.getBoundingClientRect().left);
    const down = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      pick(event);
    };
    const move = (event: PointerEvent) => {
      if (element.hasPointerCapture(event.pointerId)) pick(event);
    };
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
    };
  }, []);
}
