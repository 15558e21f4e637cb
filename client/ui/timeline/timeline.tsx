// The timeline: lanes of spans on a true time scale, drawn while they happen, to be paused, replayed
// and scrubbed, with a table as its text twin. Serves the lab and the chat.
import './timeline.css';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePaint } from '../painter.ts';
import { useFramed } from './framed.ts';
import { roomFor, rowsFor, type TimeScale } from './geometry.ts';
import { type Mark, Picture } from './picture.tsx';
import type { Recording } from './recording.ts';
import { Scrubber, useLook } from './scrubber.tsx';
import { SpanTable } from './span-table.tsx';
import { sayMoment } from './words.ts';

export interface TimelineProps {
  readonly name: string;
  readonly recording: Recording;
  readonly marks?: readonly Mark[];
  /** Room to begin with, in ms; the scale grows when a recording gets longer. Default 1 s. */
  readonly expectedMs?: number;
  /** Shows only the last so many ms and slides along, for recordings without an end. */
  readonly windowMs?: number;
  /** The moment looked at, undefined for none; called as often as it changes. */
  readonly onMoment?: (ms: number | undefined) => void;
}

const NAMES_WIDTH = 88;
/** A sliding window is rendered anew this often; between that it only slides. */
const SLIDE_MS = 400;

export function Timeline(props: TimelineProps) {
  const { name, recording, marks = [], expectedMs = 1000, windowMs, onMoment } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const lanes = useFramed(recording.lanes);
  const isLive = recording.endMs.value === undefined;
  const [heldAt, setHeldAt] = useState<number | undefined>(undefined);
  const now = () => heldAt ?? recording.nowMs();
  const [drawnTo, setDrawnTo] = useState(0);
  const look = useLook({ recording, isLive, onMoment, hold: setHeldAt });
  const rows = rowsFor(lanes.length);
  const end =
    windowMs === undefined
      ? roomFor(Math.max(drawnTo, now(), ...marks.map(({ atMs }) => atMs)) * 1.04, expectedMs)
      : Math.max(now(), windowMs);
  const scale: TimeScale = {
    fromMs: windowMs === undefined ? 0 : end - windowMs,
    toMs: end,
    left: rows.isNamed ? NAMES_WIDTH : 0,
    right: Math.max(width - 12, NAMES_WIDTH + 40),
  };
  const spans = useFramed(recording.spans).filter(
    ({ toMs }) => toMs === undefined || toMs > scale.fromMs,
  );
  const slide = () =>
    windowMs === undefined || heldAt !== undefined
      ? 0
      : (Math.max(0, now() - end) / windowMs) * (scale.right - scale.left);
  usePaint(
    () => {
      const late = now() - (windowMs === undefined ? end : end + SLIDE_MS);
      if (isLive && heldAt === undefined && late > 0) setDrawnTo(now());
    },
    { pace: 'frame', isOn: isLive },
  );
  return (
    <div class="timeline" data-live={isLive}>
      <div ref={frame} class="timeline-frame">
        {width > 0 && (
          <Picture
            name={`${name}. The same as a table below.`}
            {...{ lanes, spans, marks, scale, rows, width, isLive, slide, now }}
            cursor={look.at}
            onPick={look.to}
          />
        )}
      </div>
      <Scrubber
        name={name}
        look={look}
        isLive={isLive}
        fromMs={scale.fromMs}
        toMs={Math.min(scale.toMs, Math.max(recording.nowMs(), 1))}
        say={(ms) => sayMoment(lanes, recording.spans.peek(), ms)}
      />
      <Twin>
        <SpanTable name={name} lanes={lanes} spans={spans} />
      </Twin>
    </div>
  );
}

/** Made only while it is open: a table of hundreds of rows, each frame, would freeze what it tells of. */
function Twin({ children }: { children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="table-fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>The same as a table</summary>
      {isOpen && children}
    </details>
  );
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return width;
}
