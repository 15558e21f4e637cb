// One performance of a play: everything ready and drawn first, then the clock, then the record.
import { freezes, longestGapMs, nextFrame } from '../../instruments/frames.ts';
import { createRecording, type Recording } from '../../ui/timeline/recording.ts';
import type { Lane } from '../../ui/timeline/span.ts';
import type { Bet } from './bets.ts';
import { thisMachine } from './machine.ts';
import type { Play } from './play.ts';
import type { RunRecord } from './run-record.ts';

export type Performed =
  | { readonly phase: 'done'; readonly record: RunRecord; readonly recording: Recording }
  | { readonly phase: 'failed'; readonly why: string };

const PAGE_LANE: Lane = { id: 'page', name: 'this page' };

export interface Performance {
  readonly bet: Bet | undefined;
  readonly control: AbortController;
  readonly onBegin: (recording: Recording, bet: Bet | undefined) => void;
  /** The main program is over. */
  readonly onOver: () => void;
}

/** Gets ready, runs, measures. A stop makes it end early; what it answers is then of no use. */
export async function perform<Tools>(
  play: Play<Tools>,
  { bet, control, onBegin, onOver }: Performance,
): Promise<Performed> {
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
