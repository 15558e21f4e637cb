// The one loop for what changes many times a second: bars by frame, words ten times a second. It
// writes to the document itself; a signal would make Preact render rows sixty times a second.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

type Paint = () => void;

const WORDS_EVERY_MS = 100;
const byFrame = new Set<Paint>();
const byTenth = new Set<Paint>();
let frame: number | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** How often a painter runs. Hidden tabs are not painted. */
export type Pace = 'frame' | 'tenth';

/** Runs `paint` at a pace while the component stands and `isOn`; at once on each render. */
export function usePaint(paint: Paint, { pace, isOn = true }: { pace: Pace; isOn?: boolean }) {
  const latest = useRef(paint);
  latest.current = paint;
  useLayoutEffect(paint);
  useEffect(() => {
    if (!isOn) return;
    const run = () => latest.current();
    const set = pace === 'frame' && !isMotionReduced() ? byFrame : byTenth;
    set.add(run);
    start();
    return () => {
      set.delete(run);
    };
  }, [pace, isOn]);
}

export const isMotionReduced = (): boolean =>
  matchMedia('(prefers-reduced-motion: reduce)').matches;

function start(): void {
  if (document.hidden) return;
  if (frame === undefined && byFrame.size > 0) frame = requestAnimationFrame(onFrame);
  if (timer === undefined && byTenth.size > 0) timer = setTimeout(onTenth, WORDS_EVERY_MS);
}

function onFrame(): void {
  frame = undefined;
  for (const paint of byFrame) paint();
  start();
}

function onTenth(): void {
  timer = undefined;
  for (const paint of byTenth) paint();
  start();
}

document.addEventListener('visibilitychange', start);
