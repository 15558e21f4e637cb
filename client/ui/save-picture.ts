// A picture as a file: what is painted on its canvas now, as points or as a drawing.
import { paintingOf } from './picture/paintings.ts';
import { createSvgPen } from './picture/svg-pen.ts';
import { saveFile } from './save-file.ts';

/** PNG, at the resolution of this screen. `name` without its ending. A canvas has no ground: it gets one. */
export function savePng(painted: HTMLCanvasElement, name: string): void {
  const copy = document.createElement('canvas');
  copy.width = painted.width;
  copy.height = painted.height;
  const context = copy.getContext('2d');
  if (!context) return;
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(painted, 0, 0);
  copy.toBlob((blob) => {
    if (blob) saveFile(blob, `${name}.png`);
  });
}

/** SVG, by the same painter. `title`: what it says of itself. */
export function saveSvg(painted: HTMLCanvasElement, name: string, title: string): void {
  const painting = paintingOf(painted);
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!painting || !probe) return;
  const { pen, document: written } = createSvgPen({
    width: painting.width,
    height: painting.height,
    title,
    measure(text, font) {
      probe.font = font;
      return probe.measureText(text);
    },
    colour: (css) => hexOf(css, probe),
  });
  painting.paint(pen);
  saveFile(new Blob([written()], { type: 'image/svg+xml' }), `${name}.svg`);
}

/** Newer notations of colours are unknown outside of browsers: painted, each is red, green, blue. */
function hexOf(css: string, probe: CanvasRenderingContext2D): string {
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = css;
  probe.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
