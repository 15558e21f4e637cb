// A pen that writes SVG: the painters of the canvas paint the same picture as a drawing that can be
// enlarged and edited. Pure; how wide words are and what a colour is are asked of the browser.
import type { Pen } from './pen.ts';

export interface SvgPen {
  readonly pen: Pen;
  /** The document, with all that has been painted by now. */
  document(): string;
}

export interface SvgOptions {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** For people who cannot see the drawing. */
  readonly title: string;
  readonly measure: (text: string, font: string) => TextMetrics;
  /** A colour as every reader of SVG knows it, for one as the browser knows it. */
  readonly colour: (css: string) => string;
}

interface State {
  fillStyle: string;
  strokeStyle: string;
  globalAlpha: number;
  lineWidth: number;
  lineCap: CanvasLineCap;
  lineJoin: CanvasLineJoin;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  dash: readonly number[];
}

const START: State = {
  fillStyle: '#000',
  strokeStyle: '#000',
  globalAlpha: 1,
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  dash: [],
};

const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end' };

export function createSvgPen({ width, height, title, measure, colour }: SvgOptions): SvgPen {
  let state: State = { ...START };
  /** What `save` kept, with the groups that clips have opened since. */
  const kept: { readonly state: State; clips: number }[] = [];
  const parts: string[] = [];
  let path = '';
  let clips = 0;

  const put = (name: string, attributes: Record<string, string | number>, content = ''): void => {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${toXml(value)}"`);
    parts.push(`<${name}${written.join('')}${content === '' ? '/>' : `>${content}</${name}>`}`);
  };
  const filled = () => ({
    fill: colour(state.fillStyle),
    ...(state.globalAlpha < 1 && { 'fill-opacity': round(state.globalAlpha) }),
  });
  const stroked = () => ({
    fill: 'none',
    stroke: colour(state.strokeStyle),
    'stroke-width': round(state.lineWidth),
    ...(state.globalAlpha < 1 && { 'stroke-opacity': round(state.globalAlpha) }),
    ...(state.dash.length > 0 && { 'stroke-dasharray': state.dash.join(' ') }),
    ...(state.lineCap !== 'butt' && { 'stroke-linecap': state.lineCap }),
    ...(state.lineJoin !== 'miter' && { 'stroke-linejoin': state.lineJoin }),
  });
  const isSeen = () => state.globalAlpha > 0 && path !== '';
  const write = (text: string, x: number, y: number, look: Record<string, string | number>) => {
    const anchor = ANCHORS[state.textAlign];
    const place = {
      x: round(x),
      y: round(y),
      ...(anchor && { 'text-anchor': anchor }),
      ...(state.textBaseline === 'middle' && { 'dominant-baseline': 'central' }),
      ...fontOf(state.font),
    };
    put('text', { ...place, ...look }, toXml(text));
  };
  const box = (x: number, y: number, wide: number, high: number) => ({
    x: round(x),
    y: round(y),
    width: round(wide),
    height: round(high),
  });

  const strokes: Omit<Pen, keyof State> = {
    beginPath() {
      path = '';
    },
    moveTo(x, y) {
      path += `M${round(x)} ${round(y)}`;
    },
    lineTo(x, y) {
      path += `${path === '' ? 'M' : 'L'}${round(x)} ${round(y)}`;
    },
    closePath() {
      path += 'Z';
    },
    rect(x, y, wide, high) {
      path += `M${round(x)} ${round(y)}h${round(wide)}v${round(high)}h${round(-wide)}Z`;
    },
    roundRect(x, y, wide, high) {
      // The painters' corners are of 3 px at most: a plain one will do.
      strokes.rect(x, y, wide, high);
    },
    arc(x, y, radius) {
      // Painters draw whole circles only; SVG wants one in two halves.
      const [r, across] = [round(radius), round(2 * radius)];
      path += `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 ${-across} 0Z`;
    },
    fill() {
      if (isSeen()) put('path', { d: path, ...filled() });
    },
    stroke() {
      if (isSeen()) put('path', { d: path, ...stroked() });
    },
    fillRect(x, y, wide, high) {
      put('rect', { ...box(x, y, wide, high), ...filled() });
    },
    strokeRect(x, y, wide, high) {
      put('rect', { ...box(x, y, wide, high), ...stroked() });
    },
    fillText(text, x, y) {
      write(text, x, y, filled());
    },
    strokeText(text, x, y) {
      write(text, x, y, stroked());
    },
    measureText: (text) => measure(text, state.font),
    setLineDash(dash) {
      state.dash = [...dash];
    },
    save() {
      kept.push({ state: { ...state }, clips: 0 });
    },
    clip() {
      clips += 1;
      parts.push(`<clipPath id="clip-${clips}"><path d="${path}"/></clipPath>`);
      parts.push(`<g clip-path="url(#clip-${clips})">`);
      const last = kept.at(-1);
      if (last) last.clips += 1;
    },
    restore() {
      const last = kept.pop();
      if (!last) return;
      state = last.state;
      parts.push('</g>'.repeat(last.clips));
    },
  };

  const pen = strokes as Pen;
  for (const name of Object.keys(START) as (keyof State)[]) {
    Object.defineProperty(pen, name, {
      get: () => state[name],
      set(value: never) {
        state[name] = value;
      },
    });
  }
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">`;
  const open = () => '</g>'.repeat(kept.reduce((sum, { clips: count }) => sum + count, 0));
  return {
    pen,
    document: () => `${head}<title>${toXml(title)}</title>${parts.join('\n')}${open()}</svg>\n`,
  };
}

/** The painters' fonts, `600 12px Inter`, as attributes: a style would ask more of whoever shows it. */
function fontOf(font: string): Record<string, string> {
  const [, weight = '400', size = '', family = ''] =
    /^(?:(\d+) )?([\d.]+px) (.+)$/.exec(font) ?? [];
  return { 'font-weight': weight, 'font-size': size, 'font-family': family };
}

/** A hundredth of a pixel is finer than any eye. */
const round = (value: number): number => Math.round(value * 100) / 100;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Also without the characters that XML cannot hold at all. */
const toXml = (value: string | number): string =>
  `${value}`
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/\p{Cs}/gu, '')
    .replace(/[&<>"]/g, (char) => ESCAPES[char] as string);
