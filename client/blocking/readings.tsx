// The instruments of this tab: six readings in words, each with its recent past as a small plot.
import { effect, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { sayDuration } from '../../shared/time/format.ts';
import { messagesBehind } from '../instruments/backlog.ts';
import { frameLog, framesPerSecond, freezes, longestGapMs } from '../instruments/frames.ts';
import { lengthMs } from '../instruments/freeze.ts';
import { hasInp, inpMs, rateInp } from '../instruments/inp.ts';
import {
  inputDelayMs,
  inputDelayQuantileMs,
  lastInputDelayMs,
  recentInputs,
} from '../instruments/input-delay.ts';
import { Plot } from '../instruments/plot.tsx';
import type { Point } from '../instruments/plot-columns.ts';
import { timerDriftMs, timerTicks, worstTimerDriftMs } from '../instruments/timer-drift.ts';
import { Live } from '../ui/live.tsx';

const WINDOW_MS = 10_000;
const INPUT_WINDOW_MS = 30_000;
const FREEZE_WINDOW_MS = 60_000;

/** `isOpen`: unfolded at first. */
export function Readings({ isOpen }: { isOpen: boolean }) {
  return (
    <details class="readings-fold" open={isOpen}>
      <summary>Instruments</summary>
      <dl class="readings">
        <Reading
          id="frames"
          name="Frames"
          said={() => `${framesPerSecond()}/s`}
          more={() =>
            `longest of 10 s: ${sayDuration(longestGapMs(performance.now() - WINDOW_MS))}`
          }
        >
          <Plot points={frameGaps} windowMs={WINDOW_MS} top={50} />
        </Reading>
        <Reading
          id="input"
          name="Input delay"
          said={() => sayMaybe(lastInputDelayMs())}
          more={() => `98 % within ${sayMaybe(inputDelayQuantileMs(0.98))}`}
        >
          <Plot points={inputDelays} windowMs={INPUT_WINDOW_MS} top={50} />
        </Reading>
        <Reading
          id="drift"
          name="Timer drift"
          said={() => sayDuration(timerDriftMs())}
          more={() => `worst of 10 s: ${sayDuration(worstTimerDriftMs())}`}
        >
          <Plot points={timerDrifts} windowMs={WINDOW_MS} top={50} />
        </Reading>
        <Backlog />
        <Freezes />
        <Inp />
      </dl>
    </details>
  );
}

interface ReadingProps {
  readonly id: string;
  readonly name: string;
  readonly said: () => string;
  readonly more: () => string;
  readonly children?: ComponentChildren;
}

function Reading({ id, name, said, more, children }: ReadingProps) {
  return (
    <div data-reading={id}>
      <dt>{name}</dt>
      <dd>
        <Live words={said} />
        <small>
          <Live words={more} />
        </small>
        {children}
      </dd>
    </div>
  );
}

/** What came in during the last freeze is known a little after its end. */
const behind = signal(0);

function Backlog() {
  useEffect(
    () =>
      effect(() => {
        const last = freezes.value.at(-1);
        if (!last) return undefined;
        const timer = setTimeout(() => {
          behind.value = messagesBehind(last);
        }, 100);
        return () => clearTimeout(timer);
      }),
    [],
  );
  return (
    <Reading
      id="behind"
      name="Messages behind a freeze"
      said={() => (freezes.value.length === 0 ? 'none yet' : `${behind.value} behind the last`)}
      more={() => `${freezes.value.reduce((sum, one) => sum + messagesBehind(one), 0)} in all`}
    >
      <Plot
        points={() => freezes.value.map((one) => ({ atMs: one.toMs, value: messagesBehind(one) }))}
        windowMs={FREEZE_WINDOW_MS}
        top={5}
      />
    </Reading>
  );
}

function Freezes() {
  return (
    <Reading
      id="freezes"
      name="Freezes"
      said={() => `${freezes.value.length}`}
      more={() => {
        const lengths = freezes.value.map(lengthMs);
        return lengths.length === 0
          ? 'none longer than 200 ms'
          : `last ${sayDuration(lengths.at(-1) ?? 0)}, longest ${sayDuration(Math.max(...lengths))}`;
      }}
    >
      <Plot
        points={() => freezes.value.map((one) => ({ atMs: one.toMs, value: lengthMs(one) }))}
        windowMs={FREEZE_WINDOW_MS}
        top={1000}
      />
    </Reading>
  );
}

function Inp() {
  return (
    <Reading
      id="inp"
      name="INP so far"
      said={() => {
        const ms = inpMs.value;
        return ms === undefined
          ? hasInp()
            ? 'no input yet'
            : 'not reported here'
          : sayDuration(ms);
      }}
      more={() => {
        const ms = inpMs.value;
        return ms === undefined ? 'input to next frame' : `input to next frame: ${rateInp(ms)}`;
      }}
    />
  );
}

function frameGaps(sinceMs: number): readonly Point[] {
  const points: Point[] = [];
  let later = performance.now();
  frameLog().visit(sinceMs, (atMs) => {
    points.push({ atMs: later, value: later - atMs });
    later = atMs;
  });
  return points;
}

const inputDelays = (): readonly Point[] =>
  recentInputs().map((input) => ({ atMs: input.handledMs, value: inputDelayMs(input) }));

const timerDrifts = (): readonly Point[] =>
  timerTicks().map(({ atMs, lateMs }) => ({ atMs, value: lateMs }));

const sayMaybe = (ms: number | undefined): string =>
  ms === undefined ? 'none yet' : sayDuration(ms);
