// The instruments as one strip: the heartbeat and its liar, five readings, the last verdict.
import './instruments.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { sayDuration } from '../../shared/time/format.ts';
import { Live } from '../ui/live.tsx';
import { framesPerSecond, freezes, longestGapMs } from './frames.ts';
import { lengthMs } from './freeze.ts';
import { Heartbeat, Liar } from './heartbeat.tsx';
import { hasInp, inpMs, rateInp } from './inp.ts';
import { inputDelayQuantileMs, lastInputDelayMs, lateInputs } from './input-delay.ts';
import { startInstruments } from './start.ts';
import { timerDriftMs, worstTimerDriftMs } from './timer-drift.ts';
import { judgedFreezes } from './verdicts.ts';

const WINDOW_MS = 10_000;

export function InstrumentStrip() {
  useEffect(() => startInstruments(), []);
  return (
    <section class="instruments" aria-label="Instruments of this page">
      <div class="beats">
        <Heartbeat />
        <Liar />
      </div>
      <dl>
        <Reading name="Frames" id="fps">
          <Live words={() => `${framesPerSecond()}/s`} />
        </Reading>
        <Reading name="Longest frame, 10 s" id="longest">
          <Live words={() => sayDuration(longestGapMs(performance.now() - WINDOW_MS))} />
        </Reading>
        <Reading name="Input delay" id="input">
          <Live words={() => sayMaybe(lastInputDelayMs())} />
          <small>
            <Live words={() => `98 %: ${sayMaybe(inputDelayQuantileMs(0.98))}`} />
          </small>
        </Reading>
        <Reading name="Timer drift" id="drift">
          <Live words={() => sayDuration(timerDriftMs())} />
          <small>
            <Live words={() => `worst of 10 s: ${sayDuration(worstTimerDriftMs())}`} />
          </small>
        </Reading>
        <Freezes />
        <Inp />
      </dl>
      <LastVerdict />
    </section>
  );
}

interface ReadingProps {
  readonly name: string;
  readonly id: string;
  readonly children: ComponentChildren;
}

function Reading({ name, id, children }: ReadingProps) {
  return (
    <div data-reading={id}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Freezes() {
  const longest = Math.max(0, ...freezes.value.map(lengthMs));
  return (
    <Reading name="Freezes" id="freezes">
      {freezes.value.length}
      {longest > 0 && <small>longest {sayDuration(longest)}</small>}
    </Reading>
  );
}

function Inp() {
  const ms = inpMs.value;
  return (
    <Reading name="INP so far" id="inp">
      {ms === undefined ? (hasInp() ? 'no input yet' : 'not reported here') : sayDuration(ms)}
      {ms !== undefined && <small>{rateInp(ms)}</small>}
    </Reading>
  );
}

/** What the last freeze was, and what came in during it. */
export function LastVerdict() {
  const last = judgedFreezes.value.at(-1);
  if (!last) return null;
  const waited = lateInputs.value.filter(
    ({ atMs }) => atMs >= last.fromMs && atMs <= last.toMs,
  ).length;
  return (
    <p class="verdict" data-kind={last.verdict.kind}>
      <strong>Last freeze: {sayDuration(lengthMs(last))}.</strong> {last.verdict.sentence}
      {waited > 0 &&
        ` ${waited === 1 ? '1 input' : `${waited} inputs`} waited in the queue: late, not lost.`}
    </p>
  );
}

const sayMaybe = (ms: number | undefined): string =>
  ms === undefined ? 'none yet' : sayDuration(ms);
