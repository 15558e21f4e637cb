// The timeline: lanes of spans on a true time scale, drawn while they happen, to be paused, replayed
// and scrubbed, with a table as its text twin. Serves the lab and the chat.
import './timeline.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons.tsx';
import { usePaint } from '../painter.ts';
import { useFramed } from './framed.ts';
import { roomFor, rowsFor, type TimeScale } from './geometry.ts';
import { type Mark, Picture } from './picture.tsx';
import type { Recording } from './recording.ts';
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
const SCRUB_STEPS = 500;
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
      <details class="twin">
        <summary>The same as a table</summary>
        <SpanTable name={name} lanes={lanes} spans={spans} />
      </details>
    </div>
  );
}

interface Look {
  /** The moment looked at. */
  readonly at: () => number | undefined;
  readonly to: (ms: number | undefined) => void;
  readonly isMoving: boolean;
  /** Live: holds the picture or lets it go. Afterwards: replays from the moment looked at, or stops. */
  readonly toggle: () => void;
}

interface LookOptions {
  readonly recording: Recording;
  readonly isLive: boolean;
  readonly onMoment: ((ms: number | undefined) => void) | undefined;
  readonly hold: (ms: number | undefined) => void;
}

/** The moment looked at: by hand, or moving at the speed at which it all happened. */
function useLook({ recording, isLive, onMoment, hold }: LookOptions): Look {
  const [moment, setMoment] = useState<number | undefined>(undefined);
  const [replay, setReplay] = useState<{ from: number; since: number } | undefined>(undefined);
  const at = () => (replay ? replay.from + performance.now() - replay.since : moment);
  const to = (ms: number | undefined) => {
    setReplay(undefined);
    setMoment(ms);
    if (isLive) hold(ms === undefined ? undefined : recording.nowMs());
    onMoment?.(ms);
  };
  useEffect(() => to(undefined), [recording]);
  usePaint(
    () => {
      if (!replay) return;
      const ms = at() ?? 0;
      if (ms >= recording.nowMs()) to(undefined);
      else onMoment?.(ms);
    },
    { pace: 'frame', isOn: replay !== undefined },
  );
  const toggle = () => {
    if (isLive) to(moment === undefined ? recording.nowMs() : undefined);
    else if (replay) to(at());
    else setReplay({ from: moment ?? 0, since: performance.now() });
  };
  return { at, to, isMoving: replay !== undefined || (isLive && moment === undefined), toggle };
}

interface ScrubberProps {
  readonly name: string;
  readonly look: Look;
  readonly isLive: boolean;
  readonly fromMs: number;
  readonly toMs: number;
  readonly say: (ms: number) => string;
}

function Scrubber({ name, look, isLive, fromMs, toMs, say }: ScrubberProps) {
  const range = useRef<HTMLInputElement>(null);
  const words = useRef<HTMLParagraphElement>(null);
  usePaint(
    () => {
      const at = look.at();
      const position =
        at === undefined ? SCRUB_STEPS : ((at - fromMs) / (toMs - fromMs)) * SCRUB_STEPS;
      if (range.current) {
        range.current.value = `${Math.round(position)}`;
        range.current.style.setProperty('--part', `${(100 * position) / SCRUB_STEPS}%`);
        range.current.setAttribute('aria-valuetext', at === undefined ? 'the end' : say(at));
      }
      const text = at === undefined ? '' : say(at);
      if (words.current && words.current.textContent !== text) words.current.textContent = text;
    },
    { pace: 'frame', isOn: look.isMoving },
  );
  const label = isLive ? (look.isMoving ? 'Hold' : 'Go on') : look.isMoving ? 'Pause' : 'Replay';
  return (
    <div class="scrubber">
      <button type="button" class="button is-plain" onClick={look.toggle}>
        <Icon name={look.isMoving ? 'pause' : 'play'} />
        {label}
      </button>
      <input
        ref={range}
        class="slider"
        type="range"
        min={0}
        max={SCRUB_STEPS}
        step={1}
        aria-label={`Moment in: ${name}`}
        onInput={(event) =>
          look.to(fromMs + (Number(event.currentTarget.value) / SCRUB_STEPS) * (toMs - fromMs))
        }
      />
      <p ref={words} class="hint moment" />
    </div>
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
