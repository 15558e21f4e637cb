// Play, pause, scrub, speed: by hand and by keyboard.
import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Arrival } from '../../shared/chat/event.ts';
import { sayDuration, sayTime } from '../../shared/time/format.ts';
import { type SimMs, simMs } from '../../shared/time/frames.ts';
import { Icon } from '../ui/icons.tsx';
import { Live } from '../ui/live.tsx';
import { NumberBox } from '../ui/number-box.tsx';
import { usePaint } from '../ui/painter.ts';
import { ScaledSlider } from '../ui/scaled-slider.tsx';
import { sayDate } from '../ui/words/instant.ts';
import { countAt } from './recorded-view.ts';
import {
  pause,
  play,
  type ReplayClock,
  SPEED_MAX,
  SPEED_MIN,
  seek,
  setSpeed,
  simAtReplay,
} from './replay-clock.ts';
import { speedScale } from './speed-scale.ts';

/** Positions of the scrub slider: an arrow key moves by one, Page Up and Down by a tenth of all. */
const POSITIONS = 1000;

export interface TransportProps {
  readonly clock: Signal<ReplayClock>;
  /** In order of arrival. */
  readonly arrivals: readonly Arrival[];
}

export function Transport({ clock, arrivals }: TransportProps) {
  const { isPlaying, speed } = clock.value;
  const real = () => performance.now();
  const now = () => simAtReplay(clock.peek(), real());
  const goTo = (sim: SimMs) => {
    clock.value = seek(clock.peek(), real(), sim);
  };
  const step = (by: 1 | -1) => {
    const at = now();
    const count = countAt(arrivals, at);
    // Back: to just before the newest that is here, so that it is gone.
    const target = by > 0 ? arrivals[count]?.arrivesAt : arrivals[count - 1]?.arrivesAt;
    if (target !== undefined) goTo(by > 0 ? target : simMs(target - 1));
  };
  return (
    <fieldset class="transport" aria-label="Replay">
      <p class="replay-clock">
        <span class="date">
          <Live words={() => sayDate(now())} />
        </span>
        <span class="time">
          <Live words={() => sayTime(now())} />
        </span>
        <span>UTC, looking back</span>
      </p>
      <Scrub clock={clock} now={now} onSeek={goTo} />
      <div class="row">
        <button type="button" class="button" onClick={() => step(-1)}>
          Arrival before
        </button>
        <button
          type="button"
          class="button is-main"
          onClick={() => {
            clock.value = isPlaying ? pause(clock.peek(), real()) : play(clock.peek(), real());
          }}
        >
          <Icon name={isPlaying ? 'pause' : 'play'} />
          {isPlaying ? 'Pause' : 'Play'}
        </button>
        <button type="button" class="button" onClick={() => step(1)}>
          Next arrival
        </button>
      </div>
      <div class="speed">
        <span class="label" aria-hidden="true">
          speed
        </span>
        <ScaledSlider
          label="Speed, simulated seconds per second"
          value={speed}
          scale={speedScale}
          said={`${speed} simulated seconds per second`}
          onChange={(next) => {
            clock.value = setSpeed(clock.peek(), real(), next);
          }}
        />
        <span class="times" aria-hidden="true">
          ×
        </span>
        <NumberBox
          label="Speed as a number, 0.1 to 1,000,000"
          value={speed}
          min={SPEED_MIN}
          max={SPEED_MAX}
          onCommit={(next) => {
            clock.value = setSpeed(clock.peek(), real(), next);
          }}
        />
      </div>
    </fieldset>
  );
}

interface ScrubProps {
  readonly clock: Signal<ReplayClock>;
  readonly now: () => SimMs;
  readonly onSeek: (sim: SimMs) => void;
}

/** Its knob follows the clock without a rendering. */
function Scrub({ clock, now, onSeek }: ScrubProps) {
  const input = useRef<HTMLInputElement>(null);
  const { from, to } = clock.value;
  const span = Math.max(1, to - from);
  usePaint(
    () => {
      const element = input.current;
      if (!element) return;
      const part = (now() - from) / span;
      const position = `${Math.round(part * POSITIONS)}`;
      if (element.value !== position) element.value = position;
      element.style.setProperty('--part', `${100 * part}%`);
      const words = `${sayDate(now())} ${sayTime(now())}, ${sayDuration(to - now())} before the end`;
      if (element.ariaValueText !== words) element.ariaValueText = words;
    },
    { pace: 'frame' },
  );
  return (
    <input
      ref={input}
      class="slider"
      type="range"
      min={0}
      max={POSITIONS}
      step={1}
      aria-label="Time of the replay"
      onInput={(event) => {
        const position = Number(event.currentTarget.value);
        onSeek(simMs(position >= POSITIONS ? to : from + (span * position) / POSITIONS));
      }}
    />
  );
}
