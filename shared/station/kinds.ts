// What a station does, by kind: hears people's words and may answer. It knows nothing of the wire.
import { createRandom } from '../random/random.ts';
import { type BodyId, isBodyId } from '../space/bodies.ts';
import { createLightTimes } from '../space/light-time.ts';
import { type Named, sayOnPlace } from '../space/place-names.ts';
import { sayTime } from '../time/format.ts';
import type { SimMs } from '../time/frames.ts';
import type { StationDoes } from '../wire/event.ts';
import { answerTo } from './answer.ts';
import { nextQuestion } from './quiz.ts';
import { createScore } from './score.ts';

/** A person's words, as they arrived at the station. */
export interface HeardWords {
  readonly author: string;
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly sentAt: SimMs;
  readonly arrivesAt: SimMs;
  readonly from: Named;
}

/** What a station can know. */
export interface StationView {
  here(): Named;
  simNow(): SimMs;
}

export interface StationKind {
  /** Its first words at a new place; undefined: it waits until it is spoken to. */
  hello?(view: StationView): string;
  /** What it answers depends on what it heard before, and on nothing else. */
  readonly remembers?: true;
  /** What it answers to somebody; undefined: nothing. */
  answer?(heard: HeardWords, view: StationView): string | undefined;
  /** What it says each time; `count`: 1, 2, 3 ... */
  beat?(count: number, view: StationView): string;
}

/** What a station is called when nobody gives it a name. */
export function stationName(does: StationDoes, { name }: Named): string {
  switch (does) {
    case 'answer':
      return `${name} Station`;
    case 'echo':
      return 'Echo';
    case 'beacon':
      return `${name} Beacon`;
    case 'quiz':
      return 'Quiz-master';
  }
}

/** `seed` of the quiz-master's chances: the same seed asks the same. */
export function createKind(does: StationDoes, seed: string): StationKind {
  switch (does) {
    case 'answer':
      return {
        answer: (heard, view) => answerTo({ ...heard, here: view.here() }, view.simNow()),
      };
    case 'echo':
      return { answer: ({ text }) => text };
    case 'beacon':
      return {
        beat: (count, view) =>
          `Beacon ${count}, ${sayOnPlace(view.here())}, ${sayTime(view.simNow())} UTC.`,
      };
    case 'quiz':
      return createQuiz(seed);
  }
}

const ASKS = /^\s*(quiz|next|again|start)\b/i;
const SCORES = /^\s*(score|points)\b/i;

function createQuiz(seed: string): StationKind {
  const score = createScore();
  const lightTimes = createLightTimes();
  return {
    remembers: true,
    hello: () => 'I ask about light time. Say “quiz” for a question, “score” for the points.',
    answer({ author, id, name, text, arrivesAt: at }) {
      if (SCORES.test(text)) return score.standing();
      if (ASKS.test(text)) {
        const light = (from: string, to: string): number =>
          isBodyId(from) && isBodyId(to) ? lightTimes.owltMs(from, to as BodyId, at) : 0;
        const question = nextQuestion(light, createRandom(seed, 'quiz', author, id).next);
        score.ask(question);
        return question.text;
      }
      return score.judge({ id: author, name }, text);
    },
  };
}
