// Scenarios to play on a link, and the playing of one. Loaded with the panel.
import type { Scenario } from '../../shared/link/scenario.ts';
import type { AnswerOf, AskOf } from '../../shared/wire/protocol.ts';
import { ask } from '../wire.ts';

export interface NamedScenario {
  readonly id: string;
  readonly name: string;
  readonly scenario: Scenario;
}

export const LINK_SCENARIOS: readonly NamedScenario[] = [
  {
    id: 'outage',
    name: 'Outage of 5 s',
    scenario: { steps: [{ atMs: 0, outageMs: 5_000 }] },
  },
  {
    id: 'tunnel',
    name: '3G, then a tunnel',
    scenario: {
      steps: [
        { atMs: 0, preset: '3g' },
        { atMs: 10_000, preset: 'edge' },
        { atMs: 15_000, outageMs: 8_000 },
        { atMs: 23_000, preset: 'edge' },
        { atMs: 28_000, preset: '3g' },
      ],
    },
  },
  {
    id: 'ramp',
    name: 'Ever farther, 0.1 to 2 s',
    scenario: { steps: [{ atMs: 0, ramp: { delayMs: [100, 2_000] }, overMs: 30_000 }] },
  },
];

/** How a scenario stood `at` (by performance.now()). */
export type Playing = NonNullable<AnswerOf<'link:scenario'>['scenario']> & { readonly at: number };

export type ScenarioVerb = 'pause' | 'resume' | 'stop';

/** What it answers: how it stands, nothing after a stop, or why not. */
export type Played = { readonly playing: Playing | undefined } | { readonly why: string };

export function playScenario(whose: string | undefined, scenario: Scenario): Promise<Played> {
  // A file may hold anything: the server says what is wrong with it.
  return steer({ do: 'play', scenario: scenario as never, ...(whose !== undefined && { whose }) });
}

export function steerScenario(whose: string | undefined, verb: ScenarioVerb): Promise<Played> {
  return steer({ do: verb, ...(whose !== undefined && { whose }) });
}

/** A scenario out of a file's text; why not, if it is none. */
export function readScenario(text: string): { scenario: Scenario } | { why: string } {
  try {
    return { scenario: JSON.parse(text) as Scenario };
  } catch {
    return { why: 'This file is no JSON.' };
  }
}

async function steer(body: AskOf<'link:scenario'>): Promise<Played> {
  const answer = await ask('link:scenario', body);
  if (!answer.ok) return { why: answer.detail };
  const { scenario } = answer.value;
  return { playing: scenario ? { ...scenario, at: performance.now() } : undefined };
}
