// What the browser itself says about long frames: how long, and how much of it a script stood still
// in a synchronous wait (`pauseDuration`). Chromium only; elsewhere the list stays empty.
import { signal } from '@preact/signals';
import type { Dispose } from '../../shared/time/clock.ts';

/** Times in ms of performance.now(). */
export interface LongFrame {
  readonly fromMs: number;
  readonly toMs: number;
  /** Part of it in which scripts waited: synchronous requests, dialogs. */
  readonly pausedMs: number;
  /** Part of it in which this page worked or waited: scripts, and then style, layout and paint. */
  readonly ownMs: number;
}

/** Of PerformanceLongAnimationFrameTiming, what is read here. */
interface LongFrameEntry extends PerformanceEntry {
  /** When style and layout began; 0 if the frame drew nothing. */
  readonly renderStart?: number;
  readonly scripts?: readonly { readonly duration: number; readonly pauseDuration?: number }[];
}

const TYPE = 'long-animation-frame';
const KEPT = 50;

const found = signal<readonly LongFrame[]>([]);

/** The last 50, oldest first. They come in a little after the frame. */
export const longFrames = found as { readonly value: readonly LongFrame[] };

export const hasLongFrames = (): boolean => PerformanceObserver.supportedEntryTypes.includes(TYPE);

export function startLongFrames(): Dispose {
  if (!hasLongFrames()) return () => undefined;
  const observer = new PerformanceObserver((list) => {
    const frames = (list.getEntries() as LongFrameEntry[]).map(toLongFrame);
    found.value = [...found.peek(), ...frames].slice(-KEPT);
  });
  observer.observe({ type: TYPE });
  return () => observer.disconnect();
}

function toLongFrame(entry: LongFrameEntry): LongFrame {
  const { startTime, duration, renderStart = 0, scripts = [] } = entry;
  const drawnMs = renderStart > 0 ? startTime + duration - renderStart : 0;
  return {
    fromMs: startTime,
    toMs: startTime + duration,
    pausedMs: scripts.reduce((sum, { pauseDuration = 0 }) => sum + pauseDuration, 0),
    ownMs: scripts.reduce((sum, script) => sum + script.duration, drawnMs),
  };
}
