// A stage: where one thing is run, again and again, and measured. Only one stage of the page runs at
// a time, or they would disturb each other's figures.
import { type ReadonlySignal, signal } from '@preact/signals';
import { nextFrame } from '../../instruments/frames.ts';
import type { Recording } from '../../ui/timeline/recording.ts';
import type { Bet } from './bets.ts';
import { perform } from './perform.ts';
import type { Play } from './play.ts';
import { noteRun } from './progress.ts';
import type { RunRecord } from './run-record.ts';

export type StageState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'starting'; readonly bet: Bet | undefined }
  | { readonly phase: 'running'; readonly bet: Bet | undefined; readonly recording: Recording }
  | { readonly phase: 'done'; readonly record: RunRecord; readonly recording: Recording }
  | { readonly phase: 'stopped'; readonly recording: Recording | undefined }
  | { readonly phase: 'failed'; readonly why: string };

export interface Stage {
  readonly state: ReadonlySignal<StageState>;
  /** When the last main program ended, of performance.now(): clicks made before came too late. */
  readonly endedMs: () => number;
  /** Runs a play. What ran before, here or elsewhere on the page, is stopped. */
  start<Tools>(play: Play<Tools>, bet: Bet | undefined): Promise<void>;
  /** Stops what runs here. */
  stop(): void;
  /** Stops, and forgets the result: it was of other settings. */
  reset(): void;
}

/** Stops whatever runs on the page now. */
let stopCurrent = (): void => undefined;

/** Stops whatever runs, when the page is left. */
export const stopAll = (): void => stopCurrent();

export function createStage(): Stage {
  const state = signal<StageState>({ phase: 'idle' });
  let current: AbortController | undefined;
  let endedMs = Number.NEGATIVE_INFINITY;

  function stop(): void {
    if (!current) return;
    current.abort();
    current = undefined;
    const before = state.peek();
    const recording = before.phase === 'running' ? before.recording : undefined;
    recording?.finish();
    state.value = { phase: 'stopped', recording };
  }

  async function start<Tools>(play: Play<Tools>, bet: Bet | undefined): Promise<void> {
    stopCurrent();
    const control = new AbortController();
    current = control;
    stopCurrent = stop;
    state.value = { phase: 'starting', bet };
    // The page shows that it runs before it may freeze: two frames, one to render and one to paint.
    await nextFrame();
    await nextFrame();
    if (control.signal.aborted) return;
    const onOver = (): void => {
      endedMs = performance.now();
    };
    const next = await perform(play, { bet, control, onBegin: show, onOver });
    if (control.signal.aborted) return;
    current = undefined;
    state.value = next;
    if (next.phase === 'done') noteRun(play.key);
  }

  function show(recording: Recording, bet: Bet | undefined): void {
    state.value = { phase: 'running', bet, recording };
  }

  return {
    state,
    endedMs: () => endedMs,
    start,
    stop,
    reset() {
      stop();
      state.value = { phase: 'idle' };
    },
  };
}
