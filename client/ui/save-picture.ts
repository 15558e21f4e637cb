// A picture as a file: an SVG element as SVG, a canvas as PNG. An SVG takes the colours and fonts it
// has on the page with it, as outside of the page nobody knows our style sheets.
import { saveFile } from './save-file.ts';

/** What CSS may say about a shape; the rest of a computed style is about boxes. */
const KEPT = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'display',
  'visibility',
];

/**
 * Saves what is on the screen now. `name` without its ending.
 * @public for the pictures
 */
export function savePicture(picture: SVGSVGElement | HTMLCanvasElement, name: string): void {
  if (picture instanceof SVGSVGElement) {
    saveFile(new Blob([svgText(picture)], { type: 'image/svg+xml' }), `${name}.svg`);
    return;
  }
  picture.toBlob((blob) => {
    if (blob) saveFile(blob, `${name}.png`);
  }, 'image/png');
}

function svgText(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [picture, ...picture.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, original] of originals.entries()) {
    const style = getComputedStyle(original);
    for (const property of KEPT) {
      copies[index]?.style.setProperty(property, style.getPropertyValue(property));
    }
  }
  const { width, height } = picture.getBoundingClientRect();
  copy.setAttribute('width', `${width}`);
  copy.setAttribute('height', `${height}`);
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  return new XMLSerializer().serializeToString(copy);
}
