// The bar above the diagram: follow the clock or hold it, scrub through what is known, zoom, table.
import { useRef } from 'preact/hooks';
import { simMs } from '../../shared/time/frames.ts';
import { simNow } from '../state/clock.ts';
import { groups } from '../state/pictured.ts';
import { history, loadOlder } from '../state/view.ts';
import { Icon } from '../ui/icons.tsx';
import { usePaint } from '../ui/painter.ts';
import { sayTimeNear } from '../ui/words/instant.ts';
import type { Frame } from './frame.ts';
import { togglePause } from './hands.ts';
import { goLive, held, holdAt, isMoved, zoomAt } from './sight.ts';

export interface TimeBarProps {
  readonly frame: { readonly current: Frame | undefined };
  readonly isTable: boolean;
  readonly onTable: () => void;
}

const STEPS = 1000;
const ZOOM_STEP = 1.6;

export function TimeBar({ frame, isTable, onTable }: TimeBarProps) {
  const isHeld = held.value !== undefined;
  const zoom = (factor: number) => {
    const window = frame.current?.scene.window;
    if (window) zoomAt(window, window.offset + window.height / 2, factor);
  };
  return (
    <div class="time-bar">
      <button
        type="button"
        class="button is-icon"
        aria-label={isHeld ? 'Follow the clock' : 'Pause the picture'}
        title={isHeld ? 'Follow the clock' : 'Pause the picture (the room goes on)'}
        onClick={() => togglePause(simNow())}
      >
        <Icon name={isHeld ? 'play' : 'pause'} />
      </button>
      <Scrubber />
      {(isHeld || isMoved()) && (
        <button type="button" class="button" onClick={goLive}>
          To now
        </button>
      )}
      {!isTable && (
        <span class="zoom">
          <button
            type="button"
            class="button is-icon"
            aria-label="Zoom out"
            title="Zoom out"
            onClick={() => zoom(1 / ZOOM_STEP)}
          >
            <Icon name="minus" />
          </button>
          <button
            type="button"
            class="button is-icon"
            aria-label="Zoom in"
            title="Zoom in"
            onClick={() => zoom(ZOOM_STEP)}
          >
            <Icon name="plus" />
          </button>
        </span>
      )}
      <button type="button" class="button" aria-pressed={isTable} onClick={onTable}>
        {isTable ? 'Picture' : 'Table'}
      </button>
    </div>
  );
}

/** From the first event that is loaded to now; at its left end older ones are fetched. */
function Scrubber() {
  const input = useRef<HTMLInputElement>(null);
  const first = groups.value[0]?.from;
  const at = held.value;
  usePaint(
    () => {
      const range = input.current;
      if (!range || first === undefined) return;
      const now = simNow();
      const part = Math.min(1, Math.max(0, ((at ?? now) - first) / Math.max(1, now - first)));
      if (document.activeElement !== range || at === undefined) {
        range.value = `${Math.round(part * STEPS)}`;
      }
      range.style.setProperty('--part', `${(part * 100).toFixed(1)}%`);
      const words = at === undefined ? 'now' : sayTimeNear(at, now);
      if (range.getAttribute('aria-valuetext') !== words) {
        range.setAttribute('aria-valuetext', words);
      }
    },
    { pace: 'tenth', isOn: at === undefined },
  );
  if (first === undefined) return <span class="moment-bar" />;
  return (
    <label class="moment-bar">
      <span class="unseen">The moment shown</span>
      <input
        ref={input}
        type="range"
        class="slider"
        min={0}
        max={STEPS}
        onInput={(event) => {
          const part = Number(event.currentTarget.value) / STEPS;
          if (part >= 1) return goLive();
          if (part <= 0 && history.peek() === 'more') void loadOlder();
          holdAt(simMs(first + part * (simNow() - first)));
        }}
      />
    </label>
  );
}
