// The two panes as seen from the page around them: it asks each for a sign of life fifty times a second,
// and measures how long one is silent. It knows nothing of what a pane does.
import { signal } from '@preact/signals';
import type { PaneTicket } from '../../shared/wire/http.ts';
import { longestGapMs } from '../instruments/frames.ts';
import type { FromPane, ToPane } from '../state/pane.ts';
import type { Side } from '../state/route.ts';

/** Times in ms of performance.now(). */
export interface Silence {
  readonly fromMs: number;
  readonly toMs: number;
}

const PING_EVERY_MS = 20;
/** Shorter ones are a pane's ordinary work. */
const SILENCE_MS_MIN = 150;
const SILENCES_KEPT = 50;

export interface Watch {
  /** When the oldest unanswered ping went out; undefined while all are answered. */
  silentSince(): number | undefined;
  /** Silences that are over, oldest first. */
  readonly silences: { readonly value: readonly Silence[] };
  /** Forgets the silences so far. */
  forget(): void;
  /** Whether it has ever answered. */
  readonly isThere: { readonly value: boolean };
  /** Whether what it says goes out at once. */
  readonly isReady: { readonly value: boolean };
  /** Delay of its link, one way, as it is in force; undefined until that is confirmed. */
  readonly delayMs: { readonly value: number | undefined };
  tell(what: ToPane): void;
  /** Resolves when everything asked so far has had its turn in the pane. */
  settled(): Promise<void>;
  close(): void;
}

/** Watches the pane in a frame until closed. */
export function watchPane(frame: HTMLIFrameElement): Watch {
  const asked = new Map<number, number>();
  const waiting = new Map<number, () => void>();
  const silences = signal<readonly Silence[]>([]);
  const isThere = signal(false);
  const isReady = signal(false);
  const delayMs = signal<number | undefined>(undefined);
  let count = 0;
  let heardMs = 0;

  // A sandboxed frame has no origin to name; the window is the frame's own.
  const tell = (what: ToPane): void => frame.contentWindow?.postMessage(what, '*');

  function ping(): number {
    count += 1;
    asked.set(count, performance.now());
    tell({ ask: 'ping', count });
    return count;
  }

  function answered(pong: number): void {
    const since = asked.get(pong);
    if (since === undefined) return;
    const now = performance.now();
    // The first of many answers ends the silence: what was asked in it and is answered now is no other one.
    const fromMs = Math.max(since, heardMs);
    // Pings before the pane was there are no silence of it.
    if (isThere.peek() && now - fromMs >= SILENCE_MS_MIN) {
      silences.value = [...silences.peek(), { fromMs, toMs: now }].slice(-SILENCES_KEPT);
    }
    heardMs = now;
    isThere.value = true;
    for (const one of asked.keys()) if (one <= pong) asked.delete(one);
    // A ping that was lost while the pane was loading is answered by a later one.
    for (const [one, done] of waiting) {
      if (one > pong) continue;
      waiting.delete(one);
      done();
    }
  }

  const hear = ({ source, data }: MessageEvent<FromPane>): void => {
    if (source !== frame.contentWindow) return;
    if (data.told !== 'pong') {
      void giveTicket(tell);
      return;
    }
    answered(data.count);
    isReady.value = data.isReady;
    delayMs.value = data.delayMs;
  };
  addEventListener('message', hear);
  const timer = setInterval(() => {
    if (!document.hidden) ping();
  }, PING_EVERY_MS);

  return {
    silentSince: () => asked.values().next().value,
    silences,
    forget: () => {
      silences.value = [];
    },
    isThere,
    isReady,
    delayMs,
    tell,
    settled: () => new Promise((resolve) => waiting.set(ping(), resolve)),
    close() {
      clearInterval(timer);
      removeEventListener('message', hear);
    },
  };
}

async function giveTicket(tell: (what: ToPane) => void): Promise<void> {
  const response = await fetch('/api/pane-ticket', { method: 'POST' });
  if (!response.ok) return;
  const { ticket } = (await response.json()) as PaneTicket;
  tell({ ask: 'use-ticket', ticket });
}

const TEST_FREEZE_MS = 250;
/** On a shared thread the page itself would have been frozen for all of it. */
const SHARED_MS_MIN = 230;

/** Freezes the pane for 250 ms and looks at this page's own frames: whether the two share a thread. */
export async function sharesThread(watch: Watch): Promise<boolean> {
  await watch.settled();
  const fromMs = performance.now();
  watch.tell({ ask: 'freeze', ms: TEST_FREEZE_MS });
  await watch.settled();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  // That silence was this test's own.
  watch.forget();
  return longestGapMs(fromMs) >= SHARED_MS_MIN;
}

/** How the left pane may get a thread of its own, in the order in which to try. */
export type Isolation = 'policy' | 'sandbox';
export const isolations = (): readonly Isolation[] =>
  isSecureContext ? ['policy', 'sandbox'] : ['sandbox'];

/** Address of a pane; the server isolates it where that is asked for. */
export const paneAddress = (room: string, side: Side, isolation?: Isolation): string =>
  `/r/${room}/pane/${side}${isolation === 'policy' ? '?isolate' : ''}`;
