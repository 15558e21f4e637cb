// The result card as a drawing: shapes with plain colours, for SVG and PNG alike. Pure.

import { sayMeasured } from '../../../shared/time/format.ts';
import { boxOf, rowsFor, ticksOf, xAt } from '../../ui/timeline/geometry.ts';
import type { SpanKind } from '../../ui/timeline/span.ts';
import { sayTick } from '../../ui/timeline/words.ts';
import { judgeBet } from '../state/bets.ts';
import type { RunRecord } from '../state/run-record.ts';

export type Shape =
  | { readonly kind: 'box'; x: number; y: number; width: number; height: number; fill: string }
  | {
      readonly kind: 'words';
      x: number;
      y: number;
      text: string;
      size: number;
      fill: string;
      weight: number;
    };

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** The light theme's colours: a card is for paper and slides. */
const INK = '#22252e';
const SOFT = '#5b5f6b';
const PAPER = '#faf7f0';
const LINE = '#ddd8cc';
const FILL: { readonly [Kind in SpanKind]: string } = {
  running: '#5b5f6b',
  waiting: '#dcb31c',
  queued: '#c9c4b8',
  frozen: '#7fb2cf',
};

const WIDTH = 960;
const MARGIN = 32;
const NAMES = 120;
const HEAD = 132;

export function drawCard(record: RunRecord): Drawing {
  const rows = rowsFor(record.lanes.length);
  const end = Math.max(record.totalMs, ...record.spans.map(({ toMs }) => toMs), 1);
  const scale = { fromMs: 0, toMs: end, left: MARGIN + NAMES, right: WIDTH - MARGIN };
  const ticks = ticksOf(scale);
  const step = (ticks[1] ?? end) - (ticks[0] ?? 0);
  const bottom = HEAD + rows.height;
  const height = bottom + 96;
  const rowOf = new Map(record.lanes.map(({ id }, row) => [id, row]));
  return {
    width: WIDTH,
    height,
    shapes: [
      box(0, 0, WIDTH, height, PAPER),
      words(MARGIN, 48, record.title, { size: 22, weight: 600 }),
      words(MARGIN, 76, headline(record), { size: 15 }),
      words(MARGIN, 100, record.why, { size: 13, fill: SOFT }),
      ...ticks.flatMap((ms) => [
        box(xAt(scale, ms), HEAD - 8, 1, rows.height + 12, LINE),
        words(xAt(scale, ms) + 3, bottom + 18, sayTick(ms, step), { size: 11, fill: SOFT }),
      ]),
      ...(rows.isNamed
        ? record.lanes.map(({ name }, row) =>
            words(MARGIN, HEAD + (row + 0.5) * rows.rowHeight + 4, name, { size: 13 }),
          )
        : []),
      ...record.spans.map((span) => {
        const at = boxOf(span, { scale, rows, row: rowOf.get(span.lane) ?? 0, nowMs: end });
        return box(at.x, HEAD + at.y, at.width, at.height, FILL[span.kind]);
      }),
      ...legend(bottom + 48),
      words(MARGIN, bottom + 78, footer(record), { size: 11, fill: SOFT }),
    ],
  };
}

function legend(y: number): readonly Shape[] {
  return (['running', 'waiting', 'queued', 'frozen'] as const).flatMap((kind, index) => [
    box(MARGIN + index * 96, y - 9, 12, 10, FILL[kind]),
    words(MARGIN + index * 96 + 18, y, kind, { size: 11, fill: SOFT }),
  ]);
}

function headline({ totalMs, betMs, results }: RunRecord): string {
  const bet = betMs === undefined ? '' : `  ${judgeBet({ ms: betMs }, totalMs).sentence}`;
  const back =
    results.length > 0 && results.length <= 6 ? `  Came back: ${results.join(', ')}.` : '';
  return `${sayMeasured(totalMs)}.${bet}${back}`;
}

const footer = ({ startedAt, machine }: RunRecord): string =>
  `Lightlag lab. Measured ${startedAt.slice(0, 16).replace('T', ' ')} UTC in ${machine.browser}, ${machine.cores} cores.`;

const box = (x: number, y: number, width: number, height: number, fill: string): Shape => ({
  kind: 'box',
  x,
  y,
  width,
  height,
  fill,
});

const words = (
  x: number,
  y: number,
  text: string,
  { size, fill = INK, weight = 400 }: { size: number; fill?: string; weight?: number },
): Shape => ({ kind: 'words', x, y, text, size, fill, weight });

const FONT = 'Inter, system-ui, sans-serif';

/** The drawing as an SVG file. */
export function toSvg({ width, height, shapes }: Drawing): string {
  const body = shapes.map((shape) =>
    shape.kind === 'box'
      ? `<rect x="${round(shape.x)}" y="${round(shape.y)}" width="${round(shape.width)}" height="${round(shape.height)}" fill="${shape.fill}"/>`
      : `<text x="${round(shape.x)}" y="${round(shape.y)}" font-size="${shape.size}" font-weight="${shape.weight}" fill="${shape.fill}">${escapeXml(shape.text)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}">\n${body.join('\n')}\n</svg>\n`;
}

/** Paints the drawing, enlarged by `zoom`. */
export function paintDrawing(
  context: CanvasRenderingContext2D,
  { shapes }: Drawing,
  zoom: number,
): void {
  context.setTransform(zoom, 0, 0, zoom, 0, 0);
  for (const shape of shapes) {
    context.fillStyle = shape.fill;
    if (shape.kind === 'box') {
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
    } else {
      context.font = `${shape.weight} ${shape.size}px ${FONT}`;
      context.fillText(shape.text, shape.x, shape.y);
    }
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
