// The heartbeat of the page: one stroke for each frame that was really drawn in the last five
// seconds. A freeze is a hole. Beside it an animation that the browser's compositor moves on its
// own: it goes on through a freeze, and says nothing about the program.
import './heartbeat.css';
import { useEffect, useRef } from 'preact/hooks';
import { isMotionReduced } from '../ui/painter.ts';
import { frameLog, freezes, onFrame } from './frames.ts';

const WIDTH = 200;
const HEIGHT = 24;
const WINDOW_MS = 5_000;
const FRAMES_BETWEEN_PAINTS_REDUCED = 30;

export function Heartbeat() {
  const strokes = useRef<SVGPathElement>(null);
  const holes = useRef<SVGPathElement>(null);
  useEffect(() => {
    let frames = 0;
    return onFrame((now) => {
      frames += 1;
      if (isMotionReduced() && frames % FRAMES_BETWEEN_PAINTS_REDUCED !== 1) return;
      strokes.current?.setAttribute('d', drawStrokes(now));
      holes.current?.setAttribute('d', drawHoles(now));
    });
  }, []);
  return (
    <svg
      class="heartbeat"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label="Heartbeat: one stroke for each frame drawn in the last 5 seconds"
    >
      <path class="hole" ref={holes} />
      <path class="stroke" ref={strokes} />
    </svg>
  );
}

/** The animation that keeps moving whatever the program does. */
export function Liar() {
  return (
    <span class="liar">
      <span class="liar-runner" aria-hidden="true" />
      <span class="liar-words">
        CSS animation: runs on through a freeze, so it tells you nothing
      </span>
    </span>
  );
}

const xAt = (at: number, now: number): number => WIDTH * (1 - (now - at) / WINDOW_MS);

function drawStrokes(now: number): string {
  let path = '';
  frameLog().visit(now - WINDOW_MS, (at) => {
    path += `M${xAt(at, now).toFixed(1)} 5V19`;
  });
  return path;
}

function drawHoles(now: number): string {
  return freezes.value
    .filter(({ toMs }) => toMs > now - WINDOW_MS)
    .map(({ fromMs, toMs }) => {
      const from = Math.max(0, xAt(fromMs, now));
      return `M${from.toFixed(1)} 2H${xAt(toMs, now).toFixed(1)}V22H${from.toFixed(1)}Z`;
    })
    .join('');
}
