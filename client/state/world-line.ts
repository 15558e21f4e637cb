// What this tab has been doing, in simulated time: the world line of its place is coloured by it.
// Running is what is not noted. Whoever measures (a frame loop, a blocking wait) notes it here.
import { effect, signal } from '@preact/signals';
import { type SimMs, simMs } from '../../shared/time/frames.ts';
import { segment, simNow } from './clock.ts';
import { outbox } from './outbox.ts';

export interface ActivitySpan {
  /** `waiting`: for the answer to something said, while everything else goes on. */
  readonly kind: 'waiting' | 'frozen';
  readonly from: SimMs;
  /** Undefined while it goes on. */
  readonly to: SimMs | undefined;
}

/** Spans kept; the oldest go first. */
const SPANS_KEPT = 500;
/** From here on a person feels that the page hangs (web.dev/inp); longer ones are a sleeping machine. */
const FREEZE_MS_MIN = 200;
const FREEZE_MS_MAX = 60_000;

const noted = signal<readonly ActivitySpan[]>([]);
let lastFrameMs: number | undefined;

/** Oldest first. */
export const activity = noted as {
  readonly value: readonly ActivitySpan[];
  peek(): readonly ActivitySpan[];
};

/** Notes a frame of a page in sight; the time without one before it is a freeze if it was long. */
export function noteFrame(nowMs: number): void {
  const gapMs = nowMs - (lastFrameMs ?? nowMs);
  lastFrameMs = nowMs;
  if (gapMs < FREEZE_MS_MIN || gapMs > FREEZE_MS_MAX) return;
  const to = simNow();
  add({ kind: 'frozen', from: simMs(to - gapMs * segment.peek().warp), to });
}

/** The page goes out of sight, or nobody counts its frames any more: what follows is no freeze. */
export function forgetFrame(): void {
  lastFrameMs = undefined;
}

/** Notes from now on when the tab waits for an answer; the disposer ends it. */
export function watchWaits(): () => void {
  return effect(() => {
    const isWaiting = outbox.value.length > 0;
    const open = noted.peek().findLast(({ kind, to }) => kind === 'waiting' && to === undefined);
    if (isWaiting && !open) add({ kind: 'waiting', from: simNow(), to: undefined });
    if (!isWaiting && open) {
      const closed = { ...open, to: simNow() };
      noted.value = noted.peek().map((span) => (span === open ? closed : span));
    }
  });
}

function add(span: ActivitySpan): void {
  noted.value = [...noted.peek(), span].slice(-SPANS_KEPT);
}

document.addEventListener('visibilitychange', forgetFrame);
