// A stage: where one thing is run, again and again, and measured. Only one stage of the page runs at
// a time, or they would disturb each other's figures.
import { type ReadonlySignal, signal } from '@preact/signals';
import { freezes, longestGapMs, nextFrame } from '../../instruments/frames.ts';
import { createRecording, type Recording } from '../../ui/timeline/recording.ts';
import type { Lane } from '../../ui/timeline/span.ts';
import type { Bet } from './bets.ts';
import { thisMachine } from './machine.ts';
import { noteRun } from './progress.ts';
import type { RunRecord } from './run-record.ts';

export interface Context {
  readonly recording: Recording;
  /** Aborted when the run is to stop. */
  readonly signal: AbortSignal;
}

/** What a play hands back when its main program is over. */
export interface Played {
  readonly results: readonly string[];
  /** In one sentence, after the run. */
  readonly why: string;
  /** What goes on although the main program is over; waited for, but not part of the total. */
  readonly rest?: Promise<unknown>;
  /** What the run was measured to last, if the play knows better than the clock around it. */
  readonly totalMs?: number;
}

export interface Play<Tools = unknown> {
  /** For the course: `breakfast/gather/python`. */
  readonly key: string;
  readonly title: string;
  readonly lanes: readonly Lane[];
  /** Whether the page's own frames get a lane. */
  readonly hasPageLane: boolean;
  /** What has to stand ready before the clock starts: workers, say. They end with the signal. */
  prepare?(signal: AbortSignal): Promise<Tools>;
  run(context: Context, tools: Tools): Promise<Played>;
}

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

const PAGE_LANE: Lane = { id: 'page', name: 'this page' };

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

interface Performance {
  readonly bet: Bet | undefined;
  readonly control: AbortController;
  readonly onBegin: (recording: Recording, bet: Bet | undefined) => void;
  /** The main program is over. */
  readonly onOver: () => void;
}

async function perform<Tools>(
  play: Play<Tools>,
  { bet, control, onBegin, onOver }: Performance,
): Promise<StageState> {
  // The tools of a run end with the run, however it ends.
  const tools = new AbortController();
  control.signal.addEventListener('abort', () => tools.abort());
  let recording: Recording | undefined;
  try {
    const ready = (await play.prepare?.(tools.signal)) as Tools;
    recording = createRecording({ lanes: play.lanes, onSpan: measure, startsLater: true });
    onBegin(recording, bet);
    // Whatever getting ready cost, the empty timeline too, is drawn before the clock starts.
    await nextFrame();
    await nextFrame();
    control.signal.throwIfAborted();
    const startedAt = new Date().toISOString();
    recording.start();
    const played = await play.run({ recording, signal: tools.signal }, ready);
    const totalMs = played.totalMs ?? recording.nowMs();
    onOver();
    await played.rest;
    recording.finish();
    // A freeze ends with the next frame: only then is it known how long it was.
    await nextFrame();
    const longestFrameMs = longestGapMs(recording.startMs);
    if (play.hasPageLane) addPageLane(recording);
    const record: RunRecord = {
      title: play.title,
      address: location.href,
      startedAt,
      totalMs,
      betMs: bet?.ms,
      results: played.results,
      why: played.why,
      longestFrameMs,
      lanes: recording.lanes.peek(),
      spans: recording.spans.peek().map((span) => ({ ...span, toMs: span.toMs ?? totalMs })),
      machine: thisMachine(),
    };
    return { phase: 'done', record, recording };
  } catch (error) {
    recording?.finish();
    return { phase: 'failed', why: (error as Error).message };
  } finally {
    tools.abort();
  }
}

/** The spans of a run are marks of the browser's own too, to be seen in its developer tools. */
function measure(span: {
  lane: string;
  kind: string;
  label: string;
  fromMs: number;
  toMs: number;
}) {
  const name = `lab ${span.lane}: ${span.kind} ${span.label}`.trim();
  performance.measure(name, { start: span.fromMs, end: span.toMs });
}

/** When the page drew, and when it was frozen, as the frames of this run tell. */
function addPageLane(recording: Recording): void {
  const fromMs = recording.startMs;
  const toMs = fromMs + recording.nowMs();
  recording.addLane(PAGE_LANE);
  let at = fromMs;
  const draw = (until: number): void => {
    if (until - at < 1) return;
    recording.add({ lane: 'page', kind: 'running', label: 'drawing', fromMs: at, toMs: until });
  };
  for (const freeze of freezes.peek()) {
    if (freeze.toMs <= fromMs || freeze.fromMs >= toMs) continue;
    draw(freeze.fromMs);
    at = Math.max(fromMs, freeze.fromMs);
    recording.add({
      lane: 'page',
      kind: 'frozen',
      label: 'frozen',
      fromMs: at,
      toMs: Math.min(freeze.toMs, toMs),
    });
    at = freeze.toMs;
  }
  draw(toMs);
}
