// The quiz-master: asks about light time, and knows the answers from the ephemeris. Pure: where things
// are and what time it is come from outside.
import { findBody } from '../space/bodies.ts';
import { type Named, sayThePlace } from '../space/place-names.ts';
import { sayDuration } from '../time/format.ts';

/** One-way light time between two bodies for light that leaves now, simulated ms. */
export type LightBetween = (from: string, to: string) => number;

export interface Question {
  readonly text: string;
  /** What is right, as a person would say it. */
  readonly solution: string;
  isRight(answer: string): boolean;
}

/** Bodies that people know. */
const ASKED = [
  'earth',
  'moon',
  'mars',
  'venus',
  'mercury',
  'sun',
  'jupiter',
  'io',
  'ganymede',
  'saturn',
  'uranus',
  'neptune',
];
const theBody = (id: string): string => sayThePlace(findBody(id) as Named);

/** A right guess is this near: one may reckon in one's head. */
const TOLERANCE = 0.1;

/** The next question. `draw`: the next number of chance, 0 to 1. */
export function nextQuestion(light: LightBetween, draw: () => number): Question {
  const pick = (not: readonly string[]): string => {
    const left = ASKED.filter((body) => !not.includes(body));
    return left[Math.floor(draw() * left.length)] as string;
  };
  const from = pick([]);
  const to = pick([from]);
  const kind = draw();
  if (kind < 0.4) return oneWay(light, from, to);
  if (kind < 0.7) return roundTrip(light, from, to);
  return nearer(light, from, [to, pick([from, to])]);
}

const oneWay = (light: LightBetween, from: string, to: string): Question =>
  durationQuestion(
    `How long is light under way from ${theBody(from)} to ${theBody(to)} now, one way?`,
    light(from, to),
  );

const roundTrip = (light: LightBetween, from: string, to: string): Question =>
  durationQuestion(
    `You are on ${theBody(from)} and ask ${theBody(to)} something now. After how long is the answer back, at the earliest?`,
    light(from, to) + light(to, from),
  );

function nearer(light: LightBetween, from: string, two: readonly [string, string]): Question {
  const [a, b] = two;
  const [near, far] = light(from, a) < light(from, b) ? [a, b] : [b, a];
  const says = (answer: string, body: string): boolean =>
    new RegExp(`\\b${findBody(body)?.name}\\b`, 'i').test(answer);
  const [nearMs, farMs] = [sayDuration(light(from, near)), sayDuration(light(from, far))];
  return {
    text: `Which hears ${theBody(from)} first now: ${theBody(a)} or ${theBody(b)}?`,
    solution: `${theBody(near)}: ${nearMs} of light time, to ${theBody(far)} ${farMs}`,
    isRight: (answer) => says(answer, near) && !says(answer, far),
  };
}

function durationQuestion(text: string, ms: number): Question {
  return {
    text: `${text} Within a tenth is right (say 12 min 30 s, or 750 s).`,
    solution: sayDuration(ms),
    isRight(answer) {
      const guess = parseDuration(answer);
      return guess !== undefined && Math.abs(guess - ms) <= TOLERANCE * ms;
    },
  };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** ms in `12 min 30 s`, `750`, `1.3 seconds`, `2h 10m`; undefined where there is no number. */
export function parseDuration(text: string): number | undefined {
  const found = [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*(ms|milliseconds?|h|m|s)?/gi)];
  if (found.length === 0) return undefined;
  return found.reduce((sum, [, number = '', unit = 's']) => {
    const factor = UNITS[/^m(s|illi)/i.test(unit) ? 'ms' : (unit[0]?.toLowerCase() ?? 's')] ?? 1000;
    return sum + Number(number.replace(',', '.')) * factor;
  }, 0);
}
