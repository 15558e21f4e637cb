// One thing that can be run: the bet, the button, the measured result, one sentence why, the timeline.
import { signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { sayMeasured } from '../../../shared/time/format.ts';
import { isFreeze } from '../../instruments/freeze.ts';
import { lastInputMs } from '../../instruments/input-delay.ts';
import { Refusal } from '../../ui/marks.tsx';
import { usePaint } from '../../ui/painter.ts';
import { useFramed } from '../../ui/timeline/framed.ts';
import type { Recording } from '../../ui/timeline/recording.ts';
import { type Span, spansAt } from '../../ui/timeline/span.ts';
import { Timeline } from '../../ui/timeline/timeline.tsx';
import { type Bet, judgeBet, sayBet } from '../state/bets.ts';
import type { Play } from '../state/play.ts';
import type { RunRecord } from '../state/run-record.ts';
import type { Stage, StageState } from '../state/stage.ts';
import { BetForm } from './bet-form.tsx';
import { ResultCard } from './result-card.tsx';

export interface RunPanelProps<Tools> {
  readonly title: string;
  /** A word about how this is run here. */
  readonly note?: string;
  readonly stage: Stage;
  readonly play: Play<Tools>;
  /** Amounts worth betting on, in ms. */
  readonly amountsMs: readonly number[];
  /** Room of the timeline to begin with. */
  readonly expectedMs: number;
  /** The listing; gets the spans that are on at the moment shown. */
  readonly listing?: (on: readonly Span[]) => ComponentChildren;
  /** What else the result shows. */
  readonly children?: ComponentChildren;
}

export function RunPanel<Tools>(props: RunPanelProps<Tools>) {
  const { title, note, stage, play, amountsMs, expectedMs, listing, children } = props;
  const id = useId();
  // A bet is on these settings; on others it is none.
  const settings = `${play.key} ${amountsMs.join()}`;
  const [held, setHeld] = useState({ settings, bet: undefined as Bet | undefined });
  const bet = held.settings === settings ? held.bet : undefined;
  const moment = useSignal<number | undefined>(undefined);
  const state = stage.state.value;
  const recording = 'recording' in state ? state.recording : undefined;
  const spans = useFramed(recording?.spans ?? NO_SPANS);
  const isRunning = state.phase === 'starting' || state.phase === 'running';
  const press = (event: Event) => {
    // A click made while the page was frozen was meant for what stood there then.
    if ((lastInputMs() ?? event.timeStamp) < stage.endedMs()) return;
    if (isRunning) stage.stop();
    else void stage.start(play, bet);
  };
  const shownBet = state.phase === 'done' ? state.record.betMs : bet?.ms;
  return (
    <section class="run" aria-labelledby={id} data-phase={state.phase} data-key={play.key}>
      <header>
        <h2 id={id}>{title}</h2>
        {note && <p class="hint">{note}</p>}
      </header>
      {listing && <div>{listing(spansOn(state, spans, moment.value))}</div>}
      <div class="bench">
        <BetForm
          key={settings}
          about={title}
          {...{ amountsMs, bet, isRunning }}
          onBet={(next) => setHeld({ settings, bet: next })}
          hasRun={state.phase === 'done' || state.phase === 'stopped'}
          onPress={press}
        />
        <div class="outcome">
          <Outcome state={state} />
          {recording && (
            <Timeline
              name={`${play.title}, timeline`}
              recording={recording}
              expectedMs={expectedMs}
              marks={
                shownBet === undefined ? [] : [{ atMs: shownBet, label: `bet ${sayBet(shownBet)}` }]
              }
              onMoment={(ms) => {
                moment.value = ms;
              }}
            />
          )}
          {state.phase === 'done' && children}
          {state.phase === 'done' && <ResultCard record={state.record} />}
        </div>
      </div>
    </section>
  );
}

const NO_SPANS = signal<readonly Span[]>([]);

/** Live: what is on now. Afterwards: what was on at the moment looked at, if one is. */
function spansOn(
  state: StageState,
  spans: readonly Span[],
  momentMs: number | undefined,
): readonly Span[] {
  if (momentMs !== undefined) return spansAt(spans, momentMs);
  return state.phase === 'running' ? spans.filter(({ toMs }) => toMs === undefined) : [];
}

function Outcome({ state }: { state: StageState }) {
  switch (state.phase) {
    case 'idle':
      return null;
    case 'starting':
      return (
        <p class="total" role="status">
          0.00 s <small>Running. Watch the heartbeat.</small>
        </p>
      );
    case 'running':
      return (
        <p class="total">
          <RunningClock recording={state.recording} /> <small>Running. Watch the heartbeat.</small>
        </p>
      );
    case 'stopped':
      return (
        <p class="total" role="status">
          Stopped{state.recording && ` after ${sayMeasured(state.recording.nowMs())}`}
        </p>
      );
    case 'failed':
      return <Refusal why={state.why} />;
    case 'done':
      return <Measured record={state.record} />;
    default:
      return state satisfies never;
  }
}

function RunningClock({ recording }: { recording: Recording }) {
  const words = useRef<HTMLSpanElement>(null);
  usePaint(
    () => {
      if (words.current) words.current.textContent = `${(recording.nowMs() / 1000).toFixed(2)} s`;
    },
    { pace: 'frame' },
  );
  return <span ref={words} />;
}

function Measured({ record }: { record: RunRecord }) {
  const { totalMs, betMs, results, why, longestFrameMs } = record;
  const bet = betMs === undefined ? undefined : judgeBet({ ms: betMs }, totalMs);
  return (
    <div role="status" class="measured">
      <p class="total">
        <span data-total={totalMs}>{sayMeasured(totalMs)}</span>
        {bet && (
          <small class="bet-outcome" data-kind={bet.kind}>
            {bet.sentence}
          </small>
        )}
      </p>
      <p class="why">{why}</p>
      <ul class="facts">
        <li class={isFreeze(longestFrameMs) ? 'is-frozen' : undefined}>
          {isFreeze(longestFrameMs)
            ? `The page drew nothing for ${sayMeasured(longestFrameMs)}: frozen.`
            : `Longest time without a frame: ${sayMeasured(longestFrameMs)}.`}
        </li>
        {results.length > 0 && <li>Came back: {results.join(', ')}.</li>}
      </ul>
    </div>
  );
}
