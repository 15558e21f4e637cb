// The colours of the tokens, resolved for a canvas: by theme, and with forced colours the system's own.
import { themeInForce } from '../../state/theme.ts';

export interface Palette {
  readonly ground: string;
  readonly raised: string;
  readonly line: string;
  readonly edge: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  /** What is in flight. */
  readonly light: string;
  readonly onLight: string;
  readonly lightInk: string;
  readonly good: string;
  readonly ice: string;
  readonly isForced: boolean;
  readonly isDark: boolean;
  readonly font: string;
  /** The colour of a place or a person. */
  hued(hue: number): string;
}

const forced = matchMedia('(forced-colors: active)');
const dark = matchMedia('(prefers-color-scheme: dark)');
let current: Palette | undefined;
let currentFor = '';

/** The palette in force. The same object until the theme changes. */
export function palette(): Palette {
  const key = `${themeInForce()} ${forced.matches} ${dark.matches}`;
  if (current === undefined || key !== currentFor) current = readPalette();
  currentFor = key;
  return current;
}

function readPalette(): Palette {
  const probe = document.createElement('span');
  probe.className = 'hued';
  probe.hidden = true;
  document.body.append(probe);
  const read = (colour: string): string => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  };
  const token = (name: string, system: string): string =>
    read(forced.matches ? system : `var(--${name})`);
  const hues = new Map<number, string>();
  const resolved = {
    ground: token('ground', 'Canvas'),
    raised: token('raised', 'Canvas'),
    line: token('line', 'GrayText'),
    edge: token('edge', 'CanvasText'),
    ink: token('ink', 'CanvasText'),
    inkSoft: token('ink-soft', 'CanvasText'),
    inkFaint: token('ink-faint', 'CanvasText'),
    light: token('light', 'Highlight'),
    onLight: token('on-light', 'HighlightText'),
    lightInk: token('light-ink', 'CanvasText'),
    good: token('good', 'CanvasText'),
    ice: token('ice', 'LinkText'),
    isForced: forced.matches,
    isDark: themeInForce() === 'dark',
    font: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return {
    ...resolved,
    hued(hue) {
      if (forced.matches) return resolved.ink;
      const known = hues.get(hue);
      if (known !== undefined) return known;
      document.body.append(probe);
      probe.style.setProperty('--hue', `${hue}`);
      const colour = read('var(--hued)');
      probe.remove();
      hues.set(hue, colour);
      return colour;
    },
  };
}
