// A link that changes in time: a short list, as data, so that a file drives a server or a room.
//
//   { atMs: 0,      preset: '3g' }
//   { atMs: 20_000, outageMs: 5000 }
//   { atMs: 30_000, ramp: { delayMs: [100, 2000] }, overMs: 30_000 }
import { type LinkChange, type LinkDirection, mergeChanges } from './parameters.ts';
import { presetOf } from './presets.ts';
import { assertLinkChange } from './validate.ts';

/** What can be moved evenly from one value to another. */
export type RampName = 'delayMs' | 'jitterMs' | 'loss' | 'duplicate' | 'reorder' | 'rateBps';

/** At `atMs` after the start, for both directions unless `direction` says which. */
export type ScenarioStep = { readonly atMs: number; readonly direction?: 'up' | 'down' } & (
  | { readonly preset: string }
  | { readonly set: Partial<LinkDirection> }
  | { readonly outageMs: number }
  | {
      readonly ramp: { readonly [name in RampName]?: readonly [from: number, to: number] };
      readonly overMs: number;
    }
);

export interface Scenario {
  /** In order of time. */
  readonly steps: readonly ScenarioStep[];
  /** Begins anew when it has ended. Default: false. */
  readonly loop?: boolean;
}

/** Steps of one scenario. */
export const SCENARIO_STEPS_MAX = 1000;
/** A scenario lasts at most a day. */
export const SCENARIO_MS_MAX = 86_400_000;
/** A ramp is a staircase of steps of this length. */
export const RAMP_STEP_MS = 100;

/** When the scenario has ended, ms after its start. */
export function lengthMs({ steps }: Scenario): number {
  return Math.max(0, ...steps.map((step) => step.atMs + durationMs(step)));
}

/** What is set `sinceMs` after the start (the first time round). */
export function linkAt({ steps }: Scenario, sinceMs: number): LinkChange {
  return steps
    .filter(({ atMs }) => atMs <= sinceMs)
    .reduce((change, step) => mergeChanges(change, effect(step, sinceMs - step.atMs)), {});
}

/** When something changes after `sinceMs`, ms after the start; Infinity when nothing does. */
export function nextChange({ steps }: Scenario, sinceMs: number): number {
  return Math.min(
    ...steps.map((step) => {
      if (step.atMs > sinceMs) return step.atMs;
      const endMs = step.atMs + durationMs(step);
      if (endMs <= sinceMs) return Infinity;
      return 'ramp' in step ? Math.min(endMs, sinceMs + RAMP_STEP_MS) : endMs;
    }),
    Infinity,
  );
}

function durationMs(step: ScenarioStep): number {
  if ('overMs' in step) return step.overMs;
  return 'outageMs' in step ? step.outageMs : 0;
}

function effect(step: ScenarioStep, sinceMs: number): LinkChange {
  if ('preset' in step) {
    const preset = presetOf(step.preset);
    const { up, down } = preset ?? {};
    if (step.direction === 'up') return up ? { up } : {};
    if (step.direction === 'down') return down ? { down } : {};
    return up && down ? { up, down } : {};
  }
  return toward(step.direction, parametersOf(step, sinceMs));
}

function parametersOf(
  step: Exclude<ScenarioStep, { preset: string }>,
  sinceMs: number,
): Partial<LinkDirection> {
  if ('set' in step) return step.set;
  if ('outageMs' in step) {
    const isDown = sinceMs < step.outageMs;
    return { outage: isDown ? outageOf(step.outageMs) : null };
  }
  const share = step.overMs === 0 ? 1 : Math.min(1, sinceMs / step.overMs);
  return Object.fromEntries(
    Object.entries(step.ramp).map(([name, [from, to]]) => [name, from + (to - from) * share]),
  );
}

/** One object for each length: a link sees by it that an outage is still the same. */
const outages = new Map<number, NonNullable<LinkDirection['outage']>>();

function outageOf(ms: number): NonNullable<LinkDirection['outage']> {
  const outage = outages.get(ms) ?? Object.freeze({ fromMs: 0, toMs: ms, everyMs: 0 });
  if (outages.size < SCENARIO_STEPS_MAX) outages.set(ms, outage);
  return outage;
}

function toward(direction: 'up' | 'down' | undefined, change: Partial<LinkDirection>): LinkChange {
  if (direction === 'up') return { up: change };
  return direction === 'down' ? { down: change } : { up: change, down: change };
}

/**
 * Checks a scenario from anywhere. Throws a TypeError for what is no scenario and a RangeError for
 * what is out of range, naming step, option, range and value.
 */
export function assertScenario(value: unknown): asserts value is Scenario {
  const { steps, loop, ...rest } = asObject(value, 'a scenario');
  if (!Array.isArray(steps) || steps.length < 1 || steps.length > SCENARIO_STEPS_MAX) {
    throw new RangeError(`Expected \`steps\` as a list of 1 to ${SCENARIO_STEPS_MAX} steps`);
  }
  if (loop !== undefined && typeof loop !== 'boolean') {
    throw new TypeError(`Expected \`loop\` true or false, got ${String(loop)}`);
  }
  refuseRest(rest, 'a scenario');
  let lastMs = 0;
  for (const [index, step] of steps.entries()) {
    assertStep(asObject(step, `step ${index + 1}`), `step ${index + 1}`, lastMs);
    lastMs = (step as ScenarioStep).atMs;
  }
  if (loop && lengthMs(value as Scenario) === 0) {
    throw new RangeError('Expected a scenario that loops to last, got one of 0 ms');
  }
}

function assertStep(step: Record<string, unknown>, where: string, lastMs: number): void {
  const { atMs, direction, preset, set, outageMs, ramp, overMs, ...rest } = step;
  refuseRest(rest, where);
  assertMs(atMs, `${where}: atMs`, lastMs);
  if (direction !== undefined && direction !== 'up' && direction !== 'down') {
    throw new RangeError(`Expected \`${where}: direction\` 'up' or 'down', got ${direction}`);
  }
  const verbs = [preset, set, outageMs, ramp].filter((verb) => verb !== undefined);
  if (verbs.length !== 1) {
    throw new TypeError(`Expected one of preset, set, outageMs, ramp in ${where}`);
  }
  if (preset !== undefined && (typeof preset !== 'string' || !presetOf(preset))) {
    throw new RangeError(`Expected \`${where}: preset\` one that exists, got ${String(preset)}`);
  }
  if (set !== undefined) assertLinkChange({ up: set });
  if (outageMs !== undefined) assertMs(outageMs, `${where}: outageMs`, 1);
  if (ramp === undefined) return;
  assertMs(overMs, `${where}: overMs`, 1);
  for (const [name, ends] of Object.entries(asObject(ramp, `${where}: ramp`))) {
    if (!Array.isArray(ends) || ends.length !== 2) {
      throw new TypeError(`Expected \`${where}: ${name}\` as [from, to]`);
    }
    for (const end of ends) assertLinkChange({ up: { [name]: end } });
  }
}

function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new TypeError(`Expected ${what} as an object, got ${String(value)}`);
}

function refuseRest(rest: object, what: string): void {
  const [name] = Object.keys(rest);
  if (name !== undefined) throw new TypeError(`Expected no \`${name}\` in ${what}`);
}

function assertMs(value: unknown, name: string, min: number): void {
  if (typeof value === 'number' && value >= min && value <= SCENARIO_MS_MAX) return;
  throw new RangeError(
    `Expected \`${name}\` from ${min} to ${SCENARIO_MS_MAX}, got ${String(value)}`,
  );
}
