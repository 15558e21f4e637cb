// The two clocks as this tab knows them: the log's real time (by clock sync, the answer with the
// shortest round trip counts) and the simulated time that follows from the warp segment in force.
import { signal } from '@preact/signals';
import { type RealMs, realMs, type SimMs } from '../../shared/time/frames.ts';
import { realAt, SIM_MAX, simAt, type WarpSegment } from '../../shared/time/warp.ts';
import type { WireSegment } from '../../shared/wire/clock.ts';
import { ask, hear } from '../wire.ts';

/** Samples asked for on each connection, then one per SYNC_EVERY_MS. */
const FIRST_SAMPLES = 5;
const FIRST_EVERY_MS = 250;
const SYNC_EVERY_MS = 30_000;
/** The offset is the best one of this many samples, so that it can follow a drifting clock. */
const SAMPLES_KEPT = 8;
/** What two good clocks may differ by, and more than a slow answer, real ms. */
const DRIFT_MS = 500;

interface Sample {
  readonly offset: number;
  readonly roundTripMs: number;
}

let samples: readonly Sample[] = [];
let offset = 0;
const inForce = signal<WarpSegment>({ from: realMs(0), sim: 0 as SimMs, warp: 1 });
const round = signal<number | undefined>(undefined);

/** The warp segment that the server last told. */
export const segment = inForce as { readonly value: WarpSegment; peek(): WarpSegment };
/** Real ms of the best recent round trip to the server, without the link. */
export const roundTripMs = round as { readonly value: number | undefined };

/** Real time of the log's clock, now. */
export const realNow = (): RealMs => realMs(performance.now() + offset);

/** Simulated time, now. */
export const simNow = (): SimMs => simAt([inForce.peek()], realNow());

/** When the simulated clock showed `sim`, by performance.now(), as the warp stands. */
export const performanceAt = (sim: SimMs): number => realAt([inForce.peek()], sim) - offset;

/** Real ms from now until the simulated clock shows `sim`; Infinity while paused; never below 0. */
export const realUntil = (sim: SimMs): number =>
  sim <= simNow() ? 0 : realAt([inForce.peek()], sim) - realNow();

/** Whether the simulated clock stands at the end of its calendar. */
export const isCalendarOver = (): boolean => simNow() >= SIM_MAX;

/** Takes the server's word on time from the answer to `room:enter`. */
export function setClock(now: RealMs, from: WireSegment): void {
  if (samples.length === 0) offset = now - performance.now();
  inForce.value = from;
}

/** Takes a new segment, from an answer or a notice. The newest one counts. */
export function setSegment(next: WireSegment): void {
  if (next.from >= inForce.peek().from) inForce.value = next;
}

/** Starts to keep the clock in step on a connection; call the result when it is lost. */
export function keepClock(): () => void {
  samples = [];
  let asked = 0;
  let timer: ReturnType<typeof setTimeout>;
  const next = () => {
    void sample();
    asked++;
    timer = setTimeout(next, asked < FIRST_SAMPLES ? FIRST_EVERY_MS : SYNC_EVERY_MS);
  };
  next();
  const onShown = () => {
    // performance.now() may have stood still while the machine slept.
    if (!document.hidden) void sample();
  };
  document.addEventListener('visibilitychange', onShown);
  const forget = hear('clock:warped', (notice) => setSegment(notice.segment));
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onShown);
    forget();
  };
}

async function sample(): Promise<void> {
  const sentAt = performance.now();
  const answer = await ask('clock:sync', {});
  if (!answer.ok) return;
  const gotAt = performance.now();
  const fresh = { offset: answer.value.now - (sentAt + gotAt) / 2, roundTripMs: gotAt - sentAt };
  // One that cannot be right if the new one is: this page's clock stood still in between.
  const bad = Math.abs(offset - fresh.offset) > gotAt - sentAt + DRIFT_MS;
  samples = [...(bad ? [] : samples), fresh].slice(-SAMPLES_KEPT);
  const best = bestSample(samples);
  offset = best.offset;
  round.value = best.roundTripMs;
}

function bestSample(all: readonly Sample[]): Sample {
  return all.reduce((best, one) => (one.roundTripMs < best.roundTripMs ? one : best));
}
