// One breakfast in one language, ready for the stage.

import type { Context, Play, Played } from '../state/play.ts';
import { createSleepers, type Sleepers } from '../state/sleepers.ts';
import { openKitchens } from './kitchen.ts';
import { javascriptProgram, pythonProgram } from './programs.ts';
import type { Task } from './tasks.ts';
import type { Language, Variant } from './variants.ts';

export const LANGUAGE_NAMES: { readonly [L in Language]: string } = {
  python: 'Python',
  javascript: 'JavaScript',
};

export interface Order {
  readonly variant: Variant;
  readonly language: Language;
  readonly tasks: readonly Task[];
}

/** What Python 3 says when None is awaited; JavaScript's own words for it are other ones. */
const PYTHON_REFUSAL = "TypeError: object NoneType can't be used in 'await' expression";

export function breakfastPlay(order: Order): Play<Sleepers> {
  const { variant, language, tasks } = order;
  return {
    key: `breakfast/${variant.id}/${language}`,
    title: `Breakfast, ${variant.name}, ${LANGUAGE_NAMES[language]}`,
    lanes: tasks.map(({ name }) => ({ id: name, name })),
    hasPageLane: true,
    prepare: (signal) => createSleepers(variant.id === 'parallel' ? tasks.length : 0, signal),
    run: (context, sleepers) => cook(order, context, sleepers),
  };
}

async function cook(order: Order, context: Context, sleepers: Sleepers): Promise<Played> {
  const { variant, language, tasks } = order;
  const kitchens = openKitchens(context, sleepers);
  const cooking =
    language === 'python'
      ? () => pythonProgram(variant.id)(tasks, kitchens.python)
      : () => javascriptProgram(variant.id)(tasks, kitchens.javascript);
  try {
    const made: unknown = await cooking();
    const totalMs = context.recording.nowMs();
    const rest = kitchens.quiet();
    return { results: sayResults(made), why: whyOf(order, context), rest, totalMs };
  } catch (error) {
    if (!(error instanceof TypeError) || variant.id !== 'await-blocking') throw error;
    return { results: [PYTHON_REFUSAL], why: whyOf(order, context) };
  }
}

/** Values as they are, what is no value yet as what it is. */
function sayResults(made: unknown): readonly string[] {
  if (!Array.isArray(made)) return [];
  return made.map((one) => (one instanceof Promise ? 'a promise, not a value' : String(one)));
}

/** The sentence of the variant; where the order of ending is the point, with the order measured. */
function whyOf({ variant, language, tasks }: Order, { recording }: Context): string {
  const why = variant.why[language];
  if (variant.id !== 'gather') return why;
  const ended = recording.spans
    .peek()
    .filter(({ toMs }) => toMs !== undefined)
    .sort((a, b) => (a.toMs ?? 0) - (b.toMs ?? 0));
  const first = ended[0]?.lane;
  const asked = tasks[0]?.name;
  if (first === undefined || first === asked) return why;
  return `${why} The results come in the order asked for, although ${first} was ready first.`;
}
