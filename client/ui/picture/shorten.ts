// Cuts a text to the room that a picture has for it.
import type { Pen } from './pen.ts';

/** The text, cut to a width, px. */
export function shorten(context: Pick<Pen, 'measureText'>, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let end = text.length - 1;
  while (end > 1 && context.measureText(`${text.slice(0, end)}\u2026`).width > width) end--;
  return `${text.slice(0, end).trimEnd()}\u2026`;
}
