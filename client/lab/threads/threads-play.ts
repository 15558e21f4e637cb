// So many tasks that wait or compute, done in one of three ways.
import { markBlocked } from '../../instruments/blocked-marks.ts';
import { nextFrame } from '../../instruments/frames.ts';
import { type Hands, hire } from '../state/hands.ts';
import type { Context, Play, Played } from '../state/play.ts';
import { createSleepers } from '../state/sleepers.ts';
import { setTimer } from '../state/timer.ts';
import { othersTurn } from '../state/turn.ts';
import { countPrimes } from '../workers/primes.ts';
import { explainThreads, type ThreadsSettings } from './threads-settings.ts';

/** What stands ready before the clock starts. */
interface Tools {
  /** Work of one task, in units of `countPrimes`; and what it takes alone, in ms. */
  readonly units: number;
  readonly aloneMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly compute: Hands | undefined;
}

/** One turn of a task that shares the thread. */
const SLICE_MS = 16;
/** The pace is the best of so many looks: a just-in-time compiler needs a while to warm up. */
const LOOKS = 8;
const LOOK_MS = 40;
/** Units between two looks at the clock. */
const PER_LOOK = 5;

const makeComputer = (): Worker =>
  new Worker(new URL('../workers/compute-worker.ts', import.meta.url), { type: 'module' });

/** `inARowMs`: what the same work took one after the other, if that has been measured here. */
export function threadsPlay(settings: ThreadsSettings, inARowMs?: number): Play<Tools> {
  const { work, way, k, ms } = settings;
  const isParallel = way === 'parallel';
  return {
    key: `threads/${work}/${way}`,
    title: `${k} tasks, ${work}, ${way}`,
    lanes: tasksOf(k).map((name) => ({ id: name, name })),
    hasPageLane: true,
    async prepare(signal) {
      const sleepers = await createSleepers(isParallel && work === 'waiting' ? k : 0, signal);
      const isComputing = work === 'computing';
      const pace = isComputing ? await unitsPerMs() : 1;
      const units = Math.max(1, Math.round(ms * pace));
      return {
        units,
        aloneMs: units / pace,
        sleep: sleepers.sleep,
        compute: isParallel && isComputing ? await hire(k, makeComputer, signal) : undefined,
      };
    },
    async run(context, tools): Promise<Played> {
      const task = (name: string): Promise<string> =>
        work === 'waiting'
          ? wait(name, settings, context, tools)
          : compute(name, settings, context, tools);
      const results: string[] = [];
      if (way === 'sequential') {
        for (const name of tasksOf(k)) results.push(await task(name));
      } else {
        results.push(...(await Promise.all(tasksOf(k).map(task))));
      }
      const speedUp = (inARowMs ?? k * tools.aloneMs) / context.recording.nowMs();
      return { results, why: explainThreads(settings, speedUp) };
    },
  };
}

const tasksOf = (k: number): readonly string[] =>
  Array.from({ length: k }, (_, index) => `task ${index + 1}`);

async function wait(
  name: string,
  { way, ms }: ThreadsSettings,
  { recording, signal }: Context,
  { sleep }: Tools,
): Promise<string> {
  const isParallel = way === 'parallel';
  const end = recording.begin({
    lane: name,
    kind: isParallel ? 'frozen' : 'waiting',
    label: isParallel ? 'its own thread' : 'waits',
  });
  const waiting = isParallel
    ? sleep(ms)
    : new Promise<void>((resolve, reject) => {
        const stop = setTimer(ms, resolve);
        signal.addEventListener('abort', () => {
          stop();
          reject(signal.reason);
        });
      });
  await waiting.finally(end);
  return name;
}

async function compute(
  name: string,
  { way }: ThreadsSettings,
  { recording, signal }: Context,
  { units, compute: hands }: Tools,
): Promise<string> {
  const begin = (label: string) => recording.begin({ lane: name, kind: 'running', label });
  if (hands) {
    const end = begin('its own thread');
    const primes = await hands.ask(units).finally(end);
    return `${primes} primes`;
  }
  if (way === 'sequential') {
    const end = begin('computes');
    const primes = markBlocked('computing', () => countPrimes(units));
    end();
    return `${primes} primes`;
  }
  let primes = 0;
  for (let unit = 0; unit < units && !signal.aborted; ) {
    const end = begin('a turn');
    const untilMs = performance.now() + SLICE_MS;
    for (; unit < units && performance.now() < untilMs; unit++) primes += countPrimes(1, unit);
    end();
    await othersTurn();
  }
  return `${primes} primes`;
}

let measuredPace: number | undefined;

/** How much this machine computes on one thread, measured once. The page draws between two looks. */
async function unitsPerMs(): Promise<number> {
  if (measuredPace !== undefined) return measuredPace;
  let best = 0;
  for (let look = 0; look < LOOKS; look++) {
    best = Math.max(best, paceFor(LOOK_MS));
    await nextFrame();
  }
  measuredPace = best;
  return best;
}

function paceFor(ms: number): number {
  const fromMs = performance.now();
  let units = 0;
  for (; performance.now() < fromMs + ms; units += PER_LOOK) countPrimes(PER_LOOK, units);
  return units / (performance.now() - fromMs);
}
