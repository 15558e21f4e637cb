// Which painter painted which canvas, so that a picture can be painted once more, by another pen.
import type { Pen } from './pen.ts';

/** Paints all of a picture as it is shown now. Sizes in CSS pixels. */
export interface Painting {
  readonly width: number;
  readonly height: number;
  paint(pen: Pen): void;
}

const byCanvas = new WeakMap<HTMLCanvasElement, () => Painting>();

export function keepPainting(canvas: HTMLCanvasElement, painting: () => Painting): void {
  byCanvas.set(canvas, painting);
}

export const paintingOf = (canvas: HTMLCanvasElement): Painting | undefined =>
  byCanvas.get(canvas)?.();
