// Whether the server is reached, and when it is tried again. A page says this in its banner.
import { signal } from '@preact/signals';
import { connect, watchWire } from '../wire.ts';

export type Connection =
  | { readonly kind: 'idle' }
  /** `tries`: attempts that failed since the last good connection. */
  | { readonly kind: 'connecting'; readonly tries: number }
  | { readonly kind: 'online' }
  /** `tryAt`: by performance.now(). */
  | { readonly kind: 'waiting'; readonly tries: number; readonly tryAt: number };

/** Waits between attempts, real ms; the last one repeats. A tenth of chance keeps crowds apart. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

const now = signal<Connection>({ kind: 'idle' });
let timer: ReturnType<typeof setTimeout> | undefined;

export const connection = now as { readonly value: Connection; peek(): Connection };

/** Starts to hold a connection; `up` and `down` hear it come and go. */
export function holdConnection({ up, down }: { up: () => void; down: () => void }): void {
  watchWire({
    up: () => {
      clearTimeout(timer);
      now.value = { kind: 'online' };
      up();
    },
    down: () => {
      if (now.peek().kind === 'online') down();
      waitForNextTry();
    },
  });
  addEventListener('online', tryNow);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) tryNow();
  });
  now.value = { kind: 'connecting', tries: 0 };
  connect();
}

/** Tries at once instead of waiting. Does nothing while connected or trying. */
export function tryNow(): void {
  const state = now.peek();
  if (state.kind !== 'waiting') return;
  clearTimeout(timer);
  now.value = { kind: 'connecting', tries: state.tries };
  connect();
}

function waitForNextTry(): void {
  const state = now.peek();
  if (state.kind === 'waiting') return;
  const tries = state.kind === 'connecting' ? state.tries + 1 : 1;
  const base = WAITS_MS[Math.min(tries, WAITS_MS.length) - 1] as number;
  const waitMs = base * (1 + Math.random() / 10);
  now.value = { kind: 'waiting', tries, tryAt: performance.now() + waitMs };
  clearTimeout(timer);
  timer = setTimeout(tryNow, waitMs);
}
