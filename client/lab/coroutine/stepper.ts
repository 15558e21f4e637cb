// Steps real coroutines by hand: each one is a generator that is paused, inspected and resumed. One
// thread, so one of them at most holds it.
import { type ReadonlySignal, signal } from '@preact/signals';
import { nextFrame } from '../../instruments/frames.ts';
import { createRecording, type Recording } from '../../ui/timeline/recording.ts';
import { type Locals, startCoroutine, workFor } from './chores.ts';

export type StepPhase =
  | { readonly phase: 'new' }
  | { readonly phase: 'running'; readonly locals: Locals | undefined }
  | { readonly phase: 'paused'; readonly locals: Locals }
  | { readonly phase: 'finished'; readonly result: string };

export interface Stepped {
  readonly name: string;
  readonly state: StepPhase;
}

export interface Stepper {
  readonly coroutines: ReadonlySignal<readonly Stepped[]>;
  /** Who holds the thread now; undefined when it is free. */
  readonly holder: ReadonlySignal<string | undefined>;
  readonly recording: ReadonlySignal<Recording>;
  /** Lets one go on to its next pause. Nothing happens while the thread is held, or when it has finished. */
  resume(name: string): Promise<void>;
  /** New coroutines, nothing done. */
  reset(): void;
}

const NAMES = ['washing', 'drying'] as const;

export function createStepper({ rounds, workMs }: { rounds: number; workMs: number }): Stepper {
  const begin = () =>
    new Map(NAMES.map((name) => [name, startCoroutine(rounds, { work: () => workFor(workMs) })]));
  const record = () => createRecording({ lanes: NAMES.map((name) => ({ id: name, name })) });
  const fresh = (): readonly Stepped[] => NAMES.map((name) => ({ name, state: { phase: 'new' } }));

  let generators: ReadonlyMap<string, Generator<Locals, string, undefined>> = begin();
  const coroutines = signal(fresh());
  const holder = signal<string | undefined>(undefined);
  const recording = signal(record());

  function note(name: string, state: StepPhase): void {
    coroutines.value = coroutines.peek().map((one) => (one.name === name ? { name, state } : one));
  }

  async function resume(name: string): Promise<void> {
    const generator = generators.get(name);
    const before = coroutines.peek().find((one) => one.name === name)?.state;
    if (!generator || !before || before.phase === 'finished' || holder.peek() !== undefined) return;
    holder.value = name;
    note(name, { phase: 'running', locals: 'locals' in before ? before.locals : undefined });
    // First the page shows who has the thread; then he has it, and the page shows nothing.
    await nextFrame();
    await nextFrame();
    if (generators.get(name) !== generator) return;
    const end = recording.peek().begin({ lane: name, kind: 'running', label: 'holds the thread' });
    const step = generator.next();
    end();
    holder.value = undefined;
    note(
      name,
      step.done
        ? { phase: 'finished', result: step.value }
        : { phase: 'paused', locals: step.value },
    );
  }

  return {
    coroutines,
    holder,
    recording,
    resume,
    reset() {
      generators = begin();
      holder.value = undefined;
      coroutines.value = fresh();
      recording.value = record();
    },
  };
}
