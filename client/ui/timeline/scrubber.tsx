// Looking at one moment of a timeline: by hand, by keyboard, or replayed at the speed of the run.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons.tsx';
import { usePaint } from '../painter.ts';
import type { Recording } from './recording.ts';

const SCRUB_STEPS = 500;

export interface Look {
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
export function useLook({ recording, isLive, onMoment, hold }: LookOptions): Look {
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

export function Scrubber({ name, look, isLive, fromMs, toMs, say }: ScrubberProps) {
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
