// What a station does, by kind: hears people's words and may answer. It knows nothing of the wire.
import { createRandom } from '../../../shared/random/random.ts';
import { type BodyId, isBodyId } from '../../../shared/space/bodies.ts';
import { createLightTimes } from '../../../shared/space/light-time.ts';
import { type Named, sayOnPlace } from '../../../shared/space/place-names.ts';
import { answerTo } from '../../../shared/station/answer.ts';
import { nextQuestion } from '../../../shared/station/quiz.ts';
import { createScore } from '../../../shared/station/score.ts';
import { sayTime } from '../../../shared/time/format.ts';
import type { SimMs } from '../../../shared/time/frames.ts';

/** A person's words, as they arrived at the station. */
export interface HeardWords {
  readonly author: string;
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
  /** What it is called when nobody gives it a name. */
  name(place: Named): string;
  /** Its first words at a new place; undefined: it waits until it is spoken to. */
  hello?(view: StationView): string;
  /** What it answers to somebody; undefined: nothing. */
  answer?(heard: HeardWords, view: StationView): string | undefined;
  /** What it says each time; `count`: 1, 2, 3 ... */
  beat?(count: number, view: StationView): string;
}

export const KINDS = ['answer', 'echo', 'beacon', 'quiz'] as const;
export type KindName = (typeof KINDS)[number];

/** `seed` of the quiz-master's chances: the same seed asks the same. */
export function createKind(name: KindName, seed: string): StationKind {
  switch (name) {
    case 'answer':
      return {
        name: ({ name: place }) => `${place} Station`,
        answer: (heard, view) => answerTo({ ...heard, here: view.here() }, view.simNow()),
      };
    case 'echo':
      return { name: () => 'Echo', answer: ({ text }) => text };
    case 'beacon':
      return {
        name: ({ name: place }) => `${place} Beacon`,
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
  const chance = createRandom(seed, 'quiz');
  return {
    name: () => 'Quiz-master',
    hello: () => 'I ask about light time. Say “quiz” for a question, “score” for the points.',
    answer({ author, name, text }, view) {
      if (SCORES.test(text)) return score.standing();
      if (ASKS.test(text)) {
        const at = view.simNow();
        const light = (from: string, to: string): number =>
          isBodyId(from) && isBodyId(to) ? lightTimes.owltMs(from, to as BodyId, at) : 0;
        const question = nextQuestion(light, chance.next);
        score.ask(question);
        return question.text;
      }
      return score.judge({ id: author, name }, text);
    },
  };
}
