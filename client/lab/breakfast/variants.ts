// The variants of breakfast, in the order of the lesson: what each one is, and why it takes so long.
// Pure.
import { longestMs, sumMs, type Task } from './tasks.ts';

export type Language = 'python' | 'javascript';

export type VariantId =
  | 'plain'
  | 'async-only'
  | 'await-blocking'
  | 'in-turn'
  | 'gather'
  | 'tasks'
  | 'called-first'
  | 'never'
  | 'parallel';

export interface Variant {
  readonly id: VariantId;
  readonly name: string;
  /** What is different here, in one sentence. */
  readonly sentence: string;
  /** Whether the page is frozen while it runs, in both languages. */
  readonly isFrozen: boolean;
  /** The total that the lesson says, in ms, without what any program costs. */
  readonly lessonMs: (tasks: readonly Task[], language: Language) => number;
  /** Why, in one sentence for each language. */
  readonly why: { readonly [L in Language]: string };
}

const both = (sentence: string) => ({ python: sentence, javascript: sentence });
const firstMs = ([first]: readonly Task[]): number => 1000 * (first?.seconds ?? 0);

export const VARIANTS: readonly Variant[] = [
  {
    id: 'plain',
    name: 'Plain functions',
    sentence: 'Each call ends before the next one begins.',
    isFrozen: true,
    lessonMs: sumMs,
    why: both(
      'One after the other: the times add up, and nothing else ran on this thread, not even the page.',
    ),
  },
  {
    id: 'async-only',
    name: 'async, no await',
    sentence: 'The functions are async now, but nothing in them says where they may pause.',
    isFrozen: true,
    lessonMs: sumMs,
    why: both('async alone changes nothing: without an await there is no place to pause.'),
  },
  {
    id: 'await-blocking',
    name: 'await a blocking sleep',
    sentence: 'There is an await now, in front of a sleep that blocks.',
    isFrozen: true,
    lessonMs: (tasks, language) => (language === 'python' ? firstMs(tasks) : sumMs(tasks)),
    why: {
      python:
        'The sleep blocked first and gave None, and Python refuses to await None: the rest was never made.',
      javascript:
        'The sleep blocked first and gave nothing; JavaScript awaits nothing without a word, and it is too late.',
    },
  },
  {
    id: 'in-turn',
    name: 'await in turn',
    sentence: 'Each one is awaited to its end before the next one is called.',
    isFrozen: false,
    lessonMs: sumMs,
    why: both(
      'Each await gave the thread back, but the next call was made only after it: no two waits overlapped.',
    ),
  },
  {
    id: 'gather',
    name: 'gather / Promise.all',
    sentence: 'All are started together and awaited together.',
    isFrozen: false,
    lessonMs: longestMs,
    why: both('They waited at the same time, so the longest one decides.'),
  },
  {
    id: 'tasks',
    name: 'a task for each',
    sentence: 'Each one is made a task first, then each task is awaited.',
    isFrozen: false,
    lessonMs: longestMs,
    why: {
      python: 'create_task puts each on the loop at once; the awaits afterwards only collect.',
      javascript:
        'JavaScript has no create_task: calling an async function starts it, awaiting only collects.',
    },
  },
  {
    id: 'called-first',
    name: 'call first, await later',
    sentence: 'All are called, then each one is awaited. The two languages differ here.',
    isFrozen: false,
    lessonMs: (tasks, language) => (language === 'python' ? sumMs(tasks) : longestMs(tasks)),
    why: {
      python:
        'Calling a coroutine function starts nothing: each one began only when it was awaited, one after the other.',
      javascript:
        'Calling an async function starts it: both were under way before the first await.',
    },
  },
  {
    id: 'never',
    name: 'call, never await',
    sentence: 'All are called and nobody awaits them. The two languages differ here.',
    isFrozen: false,
    lessonMs: () => 0,
    why: {
      python:
        "Never awaited, never run. Python says: RuntimeWarning: coroutine 'make' was never awaited.",
      javascript:
        'The program was over at once, and yet they ran to their end: calling had started them.',
    },
  },
  {
    id: 'parallel',
    name: 'threads',
    sentence: 'Each one blocks, but on a thread of its own.',
    isFrozen: false,
    lessonMs: longestMs,
    why: both(
      'Each thread stood still by itself, at the same time as the others, and not this page’s.',
    ),
  },
];

export const findVariant = (id: string | null): Variant =>
  VARIANTS.find((variant) => variant.id === id) ?? (VARIANTS[0] as Variant);
