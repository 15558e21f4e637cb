// Subroutine and coroutine: step one by hand, then run both kinds through.
import { Listing } from '../parts/listing.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { RunPanel } from '../parts/run-panel.tsx';
import { readWhole } from '../state/read-settings.ts';
import { createSettings } from '../state/settings.ts';
import { createStage } from '../state/stage.ts';
import { COROUTINE_LINES, SUBROUTINE_LINES } from './chores.ts';
import { type ChoreSettings, subroutinesPlay, turnsPlay } from './plays.ts';
import { createStepper } from './stepper.ts';
import { StepperView } from './stepper-view.tsx';

const ROUNDS_MAX = 10;
const WORK_MS_MIN = 20;
const WORK_MS_MAX = 400;

const settings = createSettings<ChoreSettings>({
  read: (search) => ({
    rounds: readWhole(search.get('rounds'), { min: 1, max: ROUNDS_MAX, fallback: 4 }),
    work: readWhole(search.get('work'), { min: WORK_MS_MIN, max: WORK_MS_MAX, fallback: 100 }),
  }),
  write: ({ rounds, work }) => ({ rounds: `${rounds}`, work: `${work}` }),
});

const stages = { subroutine: createStage(), turns: createStage() };
const start = settings.value.peek();
let stepper = createStepper({ rounds: start.rounds, workMs: start.work });

function change(next: Partial<ChoreSettings>): void {
  for (const stage of Object.values(stages)) stage.reset();
  settings.set(next);
  const { rounds, work } = settings.value.peek();
  stepper = createStepper({ rounds, workMs: work });
}

export function CoroutineView() {
  const now = settings.value.value;
  const both = 2 * now.rounds * now.work;
  const amountsMs = [now.work, both / 2, both];
  return (
    <>
      <div class="knobs is-row">
        <NumberField
          label="Rounds of each"
          value={now.rounds}
          min={1}
          max={ROUNDS_MAX}
          onCommit={(rounds) => change({ rounds })}
        />
        <NumberField
          label="A round computes"
          unit="ms"
          value={now.work}
          min={WORK_MS_MIN}
          max={WORK_MS_MAX}
          onCommit={(work) => change({ work })}
        />
      </div>
      <StepperView stepper={stepper} />
      <RunPanel
        title="Two subroutines"
        note={`${now.rounds} rounds of ${now.work} ms each, no pause`}
        stage={stages.subroutine}
        play={subroutinesPlay(now)}
        amountsMs={amountsMs}
        expectedMs={both * 1.2}
        listing={() => <Listing title="subroutine.js" lines={SUBROUTINE_LINES} />}
      />
      <RunPanel
        title="Two coroutines that take turns"
        note={`the same work, a pause after each round`}
        stage={stages.turns}
        play={turnsPlay(now)}
        amountsMs={amountsMs}
        expectedMs={both * 1.2}
        listing={(on) => (
          <Listing
            title="coroutine.js"
            lines={COROUTINE_LINES}
            lit={on
              .filter(({ lane }) => lane !== 'page')
              .map(({ lane }) => ({ line: lineOf('work('), who: [lane] }))}
          />
        )}
      />
    </>
  );
}

const lineOf = (text: string): number => COROUTINE_LINES.findIndex((line) => line.includes(text));
