// Moving the warp. What the slider wants is shown at once; what is in force is the clock's segment.
import { computed, signal } from '@preact/signals';
import { WARP_MAX } from '../../shared/time/warp.ts';
import { ask } from '../wire.ts';
import { segment, setSegment } from './clock.ts';

const SEND_MS = 80;

const wanted = signal<number | undefined>(undefined);
const refusal = signal<string | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;
let beforePause = 1;

/** What to show: the intent while there is one, else what is in force. */
export const warpShown = computed(() => wanted.value ?? segment.value.warp);
export const isWarpConfirmed = computed(() => wanted.value === undefined);
export const warpRefusal = refusal as { readonly value: string | undefined };

/** Wants a warp of 0 to WARP_MAX. */
export function setWarp(next: number): void {
  if (!Number.isFinite(next)) return;
  const before = warpShown.peek();
  if (before > 0) beforePause = before;
  wanted.value = Math.min(WARP_MAX, Math.max(0, next));
  if (timer === undefined) timer = setTimeout(send, SEND_MS);
}

/** Pauses the simulated clock, or lets it run as before. */
export function togglePause(): void {
  setWarp(warpShown.peek() > 0 ? 0 : beforePause);
}

async function send(): Promise<void> {
  timer = undefined;
  const asked = wanted.peek();
  if (asked === undefined) return;
  const answer = await ask('space:warp', { warp: asked });
  if (answer.ok) setSegment(answer.value.segment);
  refusal.value = answer.ok ? undefined : answer.detail;
  if (wanted.peek() === asked) wanted.value = undefined;
}
