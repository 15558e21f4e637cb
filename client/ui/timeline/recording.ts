// A recording: spans noted while they happen. The timeline draws it live and keeps it afterwards.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Lane, Span, SpanKind } from './span.ts';

export interface Recording {
  /** When it began, on its clock. */
  readonly startMs: number;
  /** Begins it now, if it was made to begin later. Nothing may have been noted yet. */
  start(): void;
  readonly lanes: ReadonlySignal<readonly Lane[]>;
  /** In the order in which they began; open ones have no end. */
  readonly spans: ReadonlySignal<readonly Span[]>;
  /** When it ended, in ms since it began; undefined while it goes on. */
  readonly endMs: ReadonlySignal<number | undefined>;
  /** Now, in ms since it began; stands still before that and once it is finished. */
  nowMs(): number;
  /** Adds a lane at the bottom; one that is there already stays as it is. */
  addLane(lane: Lane): void;
  /** Begins a span now. The disposer ends it, once. */
  begin(span: Pick<Span, 'lane' | 'kind' | 'label'>): () => void;
  /** Adds a span measured elsewhere, times in ms of the recording's clock (not since the beginning). */
  add(span: Span & { readonly toMs: number }): void;
  /** Replaces what was noted live by spans measured better, times in ms of the recording's clock. */
  retell(lanes: readonly Lane[], spans: readonly (Span & { readonly toMs: number })[]): void;
  /** Ends it, and every open span with it. Idempotent. */
  finish(): void;
}

export interface RecordingOptions {
  readonly lanes?: readonly Lane[];
  /** The clock in ms; default performance.now. */
  readonly now?: () => number;
  /** Called when a span has ended, with times of the clock. */
  readonly onSpan?: (span: {
    lane: string;
    kind: SpanKind;
    label: string;
    fromMs: number;
    toMs: number;
  }) => void;
  /** Begins with `start()` and not at once, so that it can be drawn before time counts. Default false. */
  readonly startsLater?: boolean;
  /** Spans kept; the oldest go first. Default 5,000. */
  readonly limit?: number;
}

const LIMIT = 5_000;

/** A recording that begins now, or later. */
export function createRecording({
  lanes: first = [],
  now = () => performance.now(),
  onSpan = () => undefined,
  startsLater = false,
  limit = LIMIT,
}: RecordingOptions = {}): Recording {
  let startMs = now();
  let hasBegun = !startsLater;
  const lanes = signal(first);
  const spans = signal<readonly Span[]>([]);
  const endMs = signal<number | undefined>(undefined);
  const nowMs = (): number => endMs.peek() ?? (hasBegun ? now() - startMs : 0);

  const sinceStart = (span: Span & { readonly toMs: number }): Span => ({
    ...span,
    fromMs: span.fromMs - startMs,
    toMs: span.toMs - startMs,
  });

  function push(span: Span): void {
    spans.value = [...spans.peek(), span].slice(-limit);
  }

  function close(open: Span, toMs: number): void {
    const closed = { ...open, toMs };
    spans.value = spans.peek().map((span) => (span === open ? closed : span));
    onSpan({ ...closed, fromMs: open.fromMs + startMs, toMs: toMs + startMs });
  }

  return {
    get startMs() {
      return startMs;
    },
    start() {
      if (hasBegun) return;
      startMs = now();
      hasBegun = true;
    },
    lanes,
    spans,
    endMs,
    nowMs,
    addLane(lane) {
      if (lanes.peek().some(({ id }) => id === lane.id)) return;
      lanes.value = [...lanes.peek(), lane];
    },
    begin(span) {
      const open: Span = { ...span, fromMs: nowMs(), toMs: undefined };
      push(open);
      return () => {
        if (spans.peek().includes(open)) close(open, nowMs());
      };
    },
    add(span) {
      push(sinceStart(span));
      onSpan(span);
    },
    retell(nextLanes, better) {
      lanes.value = nextLanes;
      spans.value = better.map(sinceStart).slice(-limit);
      for (const span of better) onSpan(span);
    },
    finish() {
      const at = nowMs();
      for (const span of spans.peek()) if (span.toMs === undefined) close(span, at);
      endMs.value = at;
    },
  };
}
