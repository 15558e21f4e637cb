// What a quiz knows of its players: who has tried the question that is open, and who has how many points.
import type { Question } from './quiz.ts';

export interface Score {
  /** Whether a question is open. */
  readonly isOpen: boolean;
  ask(question: Question): void;
  /** What to say to an answer; undefined when it is none (no question, or a second try). */
  judge(player: { readonly id: string; readonly name: string }, answer: string): string | undefined;
  /** `Ada 2, Ben 1`, the best first; a sentence when nobody has any. */
  standing(): string;
}

export function createScore(): Score {
  let open: Question | undefined;
  let tried = new Set<string>();
  const points = new Map<string, { name: string; count: number }>();

  function standing(): string {
    const ranked = [...points.values()].sort((a, b) => b.count - a.count);
    const said = ranked.map(({ name, count }) => `${name} ${count}`).join(', ');
    return said === '' ? 'Nobody has a point yet.' : `Points: ${said}.`;
  }

  return {
    get isOpen() {
      return open !== undefined;
    },
    ask(question) {
      open = question;
      tried = new Set();
    },
    judge({ id, name }, answer) {
      if (!open || tried.has(id)) return undefined;
      tried.add(id);
      const isRight = open.isRight(answer);
      if (isRight) points.set(id, { name, count: (points.get(id)?.count ?? 0) + 1 });
      return `${isRight ? 'Right' : 'No'}, ${name}: ${open.solution}. ${standing()}`;
    },
    standing,
  };
}
