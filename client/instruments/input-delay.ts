// How long a key or a click waited until the page took it: now - event.timeStamp, which is when the
// person did it. Inputs of a frozen page are late, not lost.
import { signal } from '@preact/signals';
import type { Dispose } from '../../shared/time/clock.ts';

/** One key or click; times in ms of performance.now(). What was typed is not kept. */
export interface Input {
  readonly kind: 'key' | 'click';
  readonly atMs: number;
  readonly handledMs: number;
}

const KEPT = 200;
/** Longer than a frame or two: it waited for something. */
const LATE_MS_MIN = 50;

const taken: Input[] = [];
const late = signal<readonly Input[]>([]);

/** Inputs that waited for the page, oldest first; the last 200. */
export const lateInputs = late as { readonly value: readonly Input[] };

export const inputDelayMs = ({ atMs, handledMs }: Input): number => Math.max(0, handledMs - atMs);

/** The last 200, oldest first. */
export const recentInputs = (): readonly Input[] => taken;
/**
 * When the person did what is being handled now, of performance.now(). Events that follow from an
 * input (submit, a click by keyboard) only know when they were made, which is after a freeze.
 */
export const lastInputMs = (): number | undefined => taken.at(-1)?.atMs;

/** The delay of the last input, or undefined before the first. */
export function lastInputDelayMs(): number | undefined {
  const last = taken.at(-1);
  return last && inputDelayMs(last);
}

/** The delay that `share` (0 to 1) of the last 200 inputs did not exceed; undefined before the first. */
export function inputDelayQuantileMs(share: number): number | undefined {
  const delays = taken.map(inputDelayMs).sort((a, b) => a - b);
  return delays[Math.min(delays.length - 1, Math.ceil(share * delays.length) - 1)];
}

/** Listens before anybody else does, so that a handler's own time is not counted. */
export function startInputDelay(): Dispose {
  const take = (event: Event): void => {
    const input: Input = {
      kind: event.type === 'keydown' ? 'key' : 'click',
      atMs: event.timeStamp,
      handledMs: performance.now(),
    };
    // A script's own event has the time of its making: it says nothing about a person.
    if (!event.isTrusted) return;
    taken.push(input);
    if (taken.length > KEPT) taken.shift();
    if (inputDelayMs(input) >= LATE_MS_MIN) late.value = [...late.peek(), input].slice(-KEPT);
  };
  const options = { capture: true, passive: true };
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, take, options);
  return () => {
    for (const type of ['pointerdown', 'keydown']) removeEventListener(type, take, options);
  };
}
