// The timeline of this tab: what its main thread, its sends and its receives were at, noted while it
// happens, from the moment this file is loaded and for the life of the page.
import { effect } from '@preact/signals';
import { freezes } from '../instruments/frames.ts';
import { longFrames } from '../instruments/long-frames.ts';
import { startInstruments } from '../instruments/start.ts';
import { type Activity, listenToActivity } from '../state/activity.ts';
import { receiveMode } from '../state/modes.ts';
import { createRecording, type Recording } from '../ui/timeline/recording.ts';

/** Arrivals closer than this are drawn as one. */
const MERGED_MS = 100;
const SPANS_KEPT = 2_000;

/** The one recording of this tab. */
export const tabRecording: Recording = recordTab();

function recordTab(): Recording {
  const recording = createRecording({
    lanes: [
      { id: 'main', name: 'Main thread' },
      { id: 'send', name: 'Sends' },
      { id: 'receive', name: 'Receives' },
    ],
    limit: SPANS_KEPT,
  });
  startInstruments();
  recordMainThread(recording);
  recordActivity(recording);
  return recording;
}

/** Frozen as our frames say it, running as the browser does; what is neither is free. */
function recordMainThread(recording: Recording): void {
  const sinceMs = performance.now();
  let frozenUntil = sinceMs;
  let ranUntil = sinceMs;
  effect(() => {
    for (const { fromMs, toMs } of freezes.value) {
      if (fromMs < frozenUntil) continue;
      frozenUntil = toMs;
      recording.add({ lane: 'main', kind: 'frozen', label: '', fromMs, toMs });
    }
  });
  effect(() => {
    for (const { fromMs, toMs } of longFrames.value) {
      if (fromMs < ranUntil) continue;
      ranUntil = toMs;
      const isFrozen = freezes.value.some((freeze) => freeze.fromMs < toMs && fromMs < freeze.toMs);
      if (!isFrozen) recording.add({ lane: 'main', kind: 'running', label: '', fromMs, toMs });
    }
  });
}

function recordActivity(recording: Recording): void {
  let endWaiting: (() => void) | undefined;
  let tookAt = Number.NEGATIVE_INFINITY;
  const waitForArrivals = (): void => {
    endWaiting?.();
    endWaiting =
      receiveMode.value === 'non-blocking'
        ? recording.begin({ lane: 'receive', kind: 'waiting', label: 'await arrivals' })
        : undefined;
  };
  effect(waitForArrivals);
  listenToActivity((activity: Activity) => {
    if (activity.lane !== 'receive' || activity.kind !== 'running')
      return recording.begin(activity);
    const now = performance.now();
    const isMerged = now - tookAt < MERGED_MS;
    tookAt = now;
    if (isMerged) return () => undefined;
    endWaiting?.();
    endWaiting = undefined;
    const end = recording.begin(activity);
    return () => {
      end();
      waitForArrivals();
    };
  });
}
