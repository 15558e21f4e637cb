// The quiz-master's questions and what it makes of an answer.
import { expect, test } from 'vitest';
import { solveOwltMs } from '../../../shared/space/light-time.ts';
import { createKind } from '../../../shared/station/kinds.ts';
import { nextQuestion, parseDuration } from '../../../shared/station/quiz.ts';
import { simMs } from '../../../shared/time/frames.ts';

const NOON = simMs(Date.UTC(2026, 10, 22, 12));
const light = (from: string, to: string): number =>
  solveOwltMs(from as 'earth', to as 'earth', NOON);

/** Chances in a fixed order. */
const drawn = (...values: number[]) => {
  const left = [...values];
  return () => left.shift() ?? 0;
};

test('[C6] the answer to a question is the light time of that moment, within a tenth', () => {
  // From Earth (first) to the Moon (first of the others), one way: 1.2308 s then.
  const question = nextQuestion(light, drawn(0, 0, 0));
  expect(question.text).toMatch(/from Earth to the Moon now, one way/);
  expect(question.solution).toBe('1.2 s');
  expect(['1.2 s', '1.3', '1.12 seconds', '1200 ms'].map(question.isRight)).toEqual(
    Array(4).fill(true),
  );
  expect(['1.4 s', '1 s', '2.46 s', 'no idea'].map(question.isRight)).toEqual(Array(4).fill(false));
  const there = nextQuestion(light, drawn(0, 0.1, 0.5));
  expect(there.text).toMatch(/You are on Earth and ask Mars/);
  expect(there.isRight('20 min 49 s')).toBe(true);
  expect(there.isRight('10 min 25 s')).toBe(false);
});

test('[C6] which one hears it first is decided by the ephemeris', () => {
  const question = nextQuestion(light, drawn(0, 0.1, 0.9, 0.99));
  expect(question.text).toBe('Which hears Earth first now: Mars or Neptune?');
  expect(question.isRight('mars!')).toBe(true);
  expect(question.isRight('Neptune')).toBe(false);
  expect(question.isRight('Mars or Neptune')).toBe(false);
});

test.each([
  ['12 min 30 s', 750_000],
  ['750', 750_000],
  ['about 1,3 seconds', 1300],
  ['2h 10m', 7_800_000],
  ['300 ms', 300],
  ['soon', undefined],
])('[C6] %s is understood as %s ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test('[C6] everybody has one try; points are counted', () => {
  const quiz = createKind('quiz', 'a seed');
  const view = { here: () => ({ id: 'earth', name: 'Earth' }), simNow: () => NOON };
  const say = (author: string, text: string) =>
    quiz.answer?.(
      {
        author,
        id: 'quiz-words',
        name: author,
        text,
        sentAt: NOON,
        arrivesAt: NOON,
        from: view.here(),
      },
      view,
    );
  expect(say('Ada', 'hello')).toBeUndefined();
  const question = say('Ada', 'quiz');
  expect(question).toMatch(/\?/);
  // The same seed asks the same, so its solution is known.
  const solution = /: (.*)\. Nobody/.exec(say('Ben', 'a guess without number') ?? '')?.[1] ?? '';
  expect(say('Ben', solution)).toBeUndefined();
  const first = solution.split(':')[0] as string;
  expect(say('Ada', first)).toBe(`Right, Ada: ${solution}. Points: Ada 1.`);
  expect(say('Cem', 'score')).toBe('Points: Ada 1.');
});
