// Breakfast: choose a variant, read both listings, bet, run.
import type { Span } from '../../ui/timeline/span.ts';
import { Listing } from '../parts/listing.tsx';
import { RunPanel } from '../parts/run-panel.tsx';
import { runsDone } from '../state/progress.ts';
import { createSettings } from '../state/settings.ts';
import { createStage } from '../state/stage.ts';
import { litLines } from './lit-lines.ts';
import { breakfastPlay, LANGUAGE_NAMES } from './play.ts';
import { sourceOf } from './programs.ts';
import { pythonListing } from './python-listing.ts';
import { longestMs, readTasks, sumMs, type Task, writeTasks } from './tasks.ts';
import { TasksEditor } from './tasks-editor.tsx';
import { findVariant, type Language, VARIANTS, type Variant } from './variants.ts';

interface Settings {
  readonly variant: Variant;
  readonly tasks: readonly Task[];
}

const settings = createSettings<Settings>({
  read: (search) => ({
    variant: findVariant(search.get('variant')),
    tasks: readTasks(search.get('tasks')),
  }),
  write: ({ variant, tasks }) => ({ variant: variant.id, tasks: writeTasks(tasks) }),
});

const stages = { python: createStage(), javascript: createStage() };

/** Other settings: what was measured is of no use any more. */
function change(next: Partial<Settings>): void {
  for (const stage of Object.values(stages)) stage.reset();
  settings.set(next);
}

export function BreakfastView() {
  const { variant, tasks } = settings.value.value;
  return (
    <>
      <VariantPicker chosen={variant} />
      <TasksEditor tasks={tasks} onChange={(next) => change({ tasks: next })} />
      <p class="variant-sentence">{variant.sentence}</p>
      <Program language="python" {...{ variant, tasks }} />
      <Program language="javascript" {...{ variant, tasks }} />
    </>
  );
}

interface ProgramProps {
  readonly language: Language;
  readonly variant: Variant;
  readonly tasks: readonly Task[];
}

function Program({ language, variant, tasks }: ProgramProps) {
  const isPython = language === 'python';
  const lines = isPython ? pythonListing(variant.id, tasks) : sourceOf(variant.id, 'javascript');
  const each = tasks.map(({ seconds }) => 1000 * seconds);
  return (
    <RunPanel
      title={LANGUAGE_NAMES[language]}
      note={
        isPython
          ? 'Paste it into Python 3. Here its rules run: lazy coroutines on a small loop of our own.'
          : 'The file that runs on this page, with the browser’s own promises.'
      }
      stage={stages[language]}
      play={breakfastPlay({ variant, language, tasks })}
      amountsMs={[0, Math.min(...each), longestMs(tasks), sumMs(tasks)]}
      expectedMs={sumMs(tasks) * 1.08}
      listing={(on: readonly Span[]) => (
        <>
          <Listing
            title={isPython ? 'breakfast.py' : 'breakfast.js'}
            lines={lines}
            lit={litLines(lines, on)}
          />
          {isPython && (
            <details class="table-fold">
              <summary>What runs here in its place</summary>
              <Listing
                title="breakfast.js, await is yield*"
                lines={sourceOf(variant.id, 'python')}
              />
            </details>
          )}
        </>
      )}
    />
  );
}

function VariantPicker({ chosen }: { chosen: Variant }) {
  const done = runsDone.value;
  return (
    <fieldset class="variants">
      <legend class="unseen">Variant</legend>
      {VARIANTS.map((variant, index) => {
        const isDone = (['python', 'javascript'] as const).every((language) =>
          done.includes(`breakfast/${variant.id}/${language}`),
        );
        return (
          <label key={variant.id} class="choice">
            <input
              type="radio"
              name="variant"
              checked={variant === chosen}
              onChange={() => change({ variant })}
            />
            <span class="face">
              {index + 1} {variant.name}
              {isDone && <span class="is-done"> run</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
