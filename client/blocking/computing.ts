// Runs a computation here, where it freezes the page, or in a worker, where it does not.
import { signal } from '@preact/signals';
import { markBlocked } from '../instruments/blocked-marks.ts';
import { longestGapMs, nextFrame } from '../instruments/frames.ts';
import { countPrimesFor } from './primes.ts';

export interface Computed {
  readonly where: 'here' | 'in a worker';
  readonly primes: number;
  readonly ms: number;
  /** The longest time without a frame of this page meanwhile. */
  readonly longestFrameMs: number;
}

const running = signal(false);
const last = signal<Computed | undefined>(undefined);

export const isComputing = running as { readonly value: boolean };
export const lastComputed = last as { readonly value: Computed | undefined };

/** Computes for `ms`; the page is frozen meanwhile, and awaiting it would not help. */
export async function computeHere(ms: number): Promise<void> {
  await measure('here', () => markBlocked('computing', () => countPrimesFor(ms)));
}

/** Computes for `ms` on another thread; the page runs on. */
export async function computeInWorker(ms: number): Promise<void> {
  const worker = new Worker(new URL('./primes-worker.ts', import.meta.url), { type: 'module' });
  try {
    await measure('in a worker', () => {
      const answer = new Promise<number>((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
        worker.onerror = () => reject(new Error('The worker could not be started.'));
      });
      worker.postMessage(ms);
      return answer;
    });
  } finally {
    worker.terminate();
  }
}

async function measure(
  where: Computed['where'],
  compute: () => number | Promise<number>,
): Promise<void> {
  if (running.peek()) return;
  running.value = true;
  // So that one sees the button pressed before the page stands still.
  await nextFrame();
  const fromMs = performance.now();
  try {
    const primes = await compute();
    const ms = performance.now() - fromMs;
    await nextFrame();
    last.value = { where, primes, ms, longestFrameMs: longestGapMs(fromMs) };
  } finally {
    running.value = false;
  }
}
