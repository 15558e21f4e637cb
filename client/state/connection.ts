// Whether the server is reached, and when it is tried again. A page says this in its banner.
import { signal } from '@preact/signals';
import { answersWithin, connect, disconnect, watchWire } from '../wire.ts';

export type Connection =
  | { readonly kind: 'idle' }
  /** `tries`: attempts that failed since the last good connection. */
  | { readonly kind: 'connecting'; readonly tries: number }
  | { readonly kind: 'online' }
  /** `tryAt`: by performance.now(). */
  | { readonly kind: 'waiting'; readonly tries: number; readonly tryAt: number };

/** Waits between attempts, real ms; the last one repeats. A tenth of chance keeps crowds apart. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

/** Real ms in which a connection answers after a sleep, or is taken for dead: its heartbeat takes 45 s. */
const ALIVE_MS = 1_000;
/** Looks at the wall clock, which goes on while a machine sleeps, and the step that is a sleep, real ms. */
const LOOK_EVERY_MS = 1_000;
const SLEPT_MS = 5_000;

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
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) wake();
  });
  let lookedAt = Date.now();
  setInterval(() => {
    const at = Date.now();
    if (at - lookedAt > SLEPT_MS) wake();
    lookedAt = at;
  }, LOOK_EVERY_MS);
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

/** Somebody may be looking again: a connection that died in the meantime does not say so by itself. */
function wake(): void {
  if (now.peek().kind !== 'online') {
    tryNow();
    return;
  }
  void answersWithin(ALIVE_MS).then((isAlive) => {
    if (isAlive || now.peek().kind !== 'online') return;
    disconnect();
    tryNow();
  });
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
