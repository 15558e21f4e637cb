// The tasks of a breakfast: what is made, and for how many seconds. Pure.

export interface Task {
  readonly name: string;
  readonly seconds: number;
}

/** With six, a browser's six connections to one host would be all taken. */
export const TASKS_MAX = 5;
export const SECONDS_MIN = 0.1;
/** The server holds a wait no longer. */
export const SECONDS_MAX = 8;
const NAME_LENGTH_MAX = 16;

/** As in the lesson. */
export const LESSON_TASKS: readonly Task[] = [
  { name: 'coffee', seconds: 3 },
  { name: 'bagel', seconds: 2 },
];

const SPARE_NAMES = ['coffee', 'bagel', 'egg', 'juice', 'toast'];

/** A name without what separates tasks in an address; never empty, never one of `taken`. */
export function cleanName(name: string, taken: readonly string[]): string {
  const clean = name
    .replace(/[:,\s]+/g, ' ')
    .trim()
    .slice(0, NAME_LENGTH_MAX);
  if (clean !== '' && !taken.includes(clean)) return clean;
  const spare = SPARE_NAMES.find((one) => !taken.includes(one));
  return spare ?? `task ${taken.length + 1}`;
}

/** Seconds in tenths, from 0.1 to 8. */
export function cleanSeconds(seconds: number): number {
  const tenths = Math.round((Number.isFinite(seconds) ? seconds : 1) * 10) / 10;
  return Math.min(SECONDS_MAX, Math.max(SECONDS_MIN, tenths));
}

/** `coffee:3,bagel:2`; anything else gives what can be read of it, at worst the lesson's. */
export function readTasks(text: string | null): readonly Task[] {
  const tasks: Task[] = [];
  for (const part of (text ?? '').split(',').slice(0, TASKS_MAX)) {
    const [name, seconds] = part.split(':');
    if (!name || seconds === undefined || !Number.isFinite(Number(seconds))) continue;
    const taken = tasks.map((task) => task.name);
    tasks.push({ name: cleanName(name, taken), seconds: cleanSeconds(Number(seconds)) });
  }
  return tasks.length > 0 ? tasks : LESSON_TASKS;
}

export const writeTasks = (tasks: readonly Task[]): string =>
  tasks.map(({ name, seconds }) => `${name}:${seconds}`).join(',');

/** One more task, with a name not used yet. */
export function addTask(tasks: readonly Task[]): readonly Task[] {
  if (tasks.length >= TASKS_MAX) return tasks;
  return [
    ...tasks,
    {
      name: cleanName(
        '',
        tasks.map(({ name }) => name),
      ),
      seconds: 1,
    },
  ];
}

export const sumMs = (tasks: readonly Task[]): number =>
  1000 * tasks.reduce((sum, { seconds }) => sum + seconds, 0);

export const longestMs = (tasks: readonly Task[]): number =>
  1000 * Math.max(...tasks.map(({ seconds }) => seconds));
