// A picture as a file: what is painted on its canvas now, as PNG at the resolution of this screen.
import { saveFile } from './save-file.ts';

/** `name` without its ending. The ground behind the picture comes with it: a canvas has none. */
export function savePicture(painted: HTMLCanvasElement, name: string): void {
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
