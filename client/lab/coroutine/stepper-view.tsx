// The stepper: who holds the thread, what each coroutine keeps, and where it stands in the code.
import { Timeline } from '../../ui/timeline/timeline.tsx';
import { Listing } from '../parts/listing.tsx';
import { COROUTINE_LINES } from './chores.ts';
import type { StepPhase, Stepped, Stepper } from './stepper.ts';

export function StepperView({ stepper }: { stepper: Stepper }) {
  const coroutines = stepper.coroutines.value;
  const holder = stepper.holder.value;
  const recording = stepper.recording.value;
  return (
    <section class="run" aria-labelledby="stepper-title" data-key="coroutine/stepper">
      <header>
        <h2 id="stepper-title">Step it yourself</h2>
        <p class="hint">two coroutines of the same function, one thread</p>
      </header>
      <div>
        <Listing
          title="coroutine.js"
          about="by hand"
          lines={COROUTINE_LINES}
          lit={litBy(coroutines)}
        />
      </div>
      <div class="bench">
        <p class="main-thread" role="status">
          The thread is{' '}
          {holder === undefined ? (
            'free'
          ) : (
            <>
              held by <strong>{holder}</strong>
            </>
          )}
          .
        </p>
        <div class="coroutines">
          {coroutines.map((one) => (
            <Coroutine
              key={one.name}
              one={one}
              isHeld={holder !== undefined}
              onResume={() => void stepper.resume(one.name)}
            />
          ))}
          <div class="coroutine">
            <h3>subroutine</h3>
            <p class="hint">
              It offers no pause: from its call to its return nobody else has the thread, so no
              button could be pressed. Run it below.
            </p>
            <button type="button" class="button" disabled>
              Pause
            </button>
          </div>
        </div>
        <Timeline name="Who held the thread" recording={recording} windowMs={12_000} />
        <button type="button" class="button is-plain" onClick={stepper.reset}>
          Begin anew
        </button>
      </div>
    </section>
  );
}

interface CoroutineProps {
  readonly one: Stepped;
  readonly isHeld: boolean;
  readonly onResume: () => void;
}

function Coroutine({ one: { name, state }, isHeld, onResume }: CoroutineProps) {
  return (
    <div class="coroutine" data-name={name} data-phase={state.phase}>
      <h3>{name}</h3>
      <p>{sayPhase(state)}</p>
      <p class="hint">{sayLocals(state)}</p>
      <button
        type="button"
        class="button"
        aria-disabled={isHeld || state.phase === 'finished'}
        onClick={onResume}
      >
        {state.phase === 'new' ? 'Start' : 'Resume'}
        <span class="unseen"> {name}</span>
      </button>
    </div>
  );
}

function sayPhase(state: StepPhase): string {
  switch (state.phase) {
    case 'new':
      return 'Made, not started.';
    case 'running':
      return 'Holds the thread.';
    case 'paused':
      return 'Paused at yield.';
    case 'finished':
      return `Finished: ${state.result}.`;
    default:
      return state satisfies never;
  }
}

function sayLocals(state: StepPhase): string {
  const locals = 'locals' in state ? state.locals : undefined;
  return locals
    ? `It keeps done = ${locals.done}, left = ${locals.left}.`
    : 'It keeps nothing yet.';
}

/** Who is paused stands at the yield, who is new at the first line, who has finished at the return. */
function litBy(coroutines: readonly Stepped[]) {
  const places = new Map<string, string[]>();
  for (const { name, state } of coroutines) {
    const text = { new: 'function*', running: 'work(', paused: 'yield', finished: 'return' }[
      state.phase
    ];
    places.set(text, [...(places.get(text) ?? []), name]);
  }
  return [...places].map(([text, who]) => ({
    line: COROUTINE_LINES.findIndex((line) => line.includes(text)),
    who,
  }));
}
