// A canvas that is as large as its box and as fine as its screen, painted by the one loop. What it
// shows must be said elsewhere too: a canvas is silent.
import './surface.css';
import { useEffect, useRef } from 'preact/hooks';
import { usePaint } from '../painter.ts';
import { keepPainting } from './paintings.ts';
import type { Pen } from './pen.ts';

export interface Brush {
  readonly context: Pen;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The box has another size than at the last painting, or the pixels are new. */
  readonly isFresh: boolean;
}

export interface SurfaceProps {
  /** Paints, or leaves the picture as it is. Runs once a frame while the canvas is in sight. */
  readonly paint: (brush: Brush) => void;
}

/** Finer than this nobody sees, and each pixel costs. */
const RATIO_MAX = 2;

export function Surface({ paint }: SurfaceProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const box = useRef({ width: 0, height: 0, isFresh: true });
  const latest = useRef(paint);
  latest.current = paint;
  usePaint(
    () => {
      const context = element.current?.getContext('2d');
      const { width, height, isFresh } = box.current;
      if (!context || width < 1 || height < 1) return;
      box.current = { width, height, isFresh: false };
      paint({ context, width, height, isFresh });
    },
    { pace: 'frame' },
  );
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const watcher = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      // `zoom` enlarges without more pixels of its own; not every browser tells of it.
      const { currentCSSZoom = 1 } = target as { currentCSSZoom?: number };
      const ratio = Math.min(RATIO_MAX, devicePixelRatio * currentCSSZoom);
      target.width = Math.round(width * ratio);
      target.height = Math.round(height * ratio);
      target.getContext('2d')?.setTransform(ratio, 0, 0, ratio, 0, 0);
      box.current = { width, height, isFresh: true };
    });
    watcher.observe(target);
    keepPainting(target, () => {
      const { width, height } = box.current;
      const all = { width, height, isFresh: true };
      return { width, height, paint: (context) => latest.current({ context, ...all }) };
    });
    return () => watcher.disconnect();
  }, []);
  return <canvas class="surface" ref={element} />;
}
