// The same chores run through: as subroutines one after the other, and as coroutines that take turns.
import { nextFrame } from '../../instruments/frames.ts';
import type { Context, Play, Played } from '../state/play.ts';
import { callSubroutine, startCoroutine, workFor } from './chores.ts';

export interface ChoreSettings {
  readonly rounds: number;
  /** What a round computes, in ms. */
  readonly work: number;
}

const LANES = [
  { id: 'washing', name: 'washing' },
  { id: 'drying', name: 'drying' },
];

export const subroutinesPlay = ({ rounds, work }: ChoreSettings): Play<void> => ({
  key: 'coroutine/subroutine',
  title: 'Two subroutines',
  lanes: LANES,
  hasPageLane: true,
  async run({ recording }: Context): Promise<Played> {
    const results = LANES.map(({ id }) => {
      const end = recording.begin({ lane: id, kind: 'running', label: 'holds the thread' });
      const result = callSubroutine(rounds, { work: () => workFor(work) });
      end();
      return result;
    });
    return {
      results,
      why: 'Each one held the thread from its call to its return: no place to pause, so nobody else had a turn, not even this page.',
    };
  },
});

export const turnsPlay = ({ rounds, work }: ChoreSettings): Play<void> => ({
  key: 'coroutine/turns',
  title: 'Two coroutines that take turns',
  lanes: LANES,
  hasPageLane: true,
  async run({ recording, signal }: Context): Promise<Played> {
    const left = LANES.map(({ id }) => ({
      id,
      coroutine: startCoroutine(rounds, { work: () => workFor(work) }),
    }));
    const results: string[] = [];
    for (let next = left.shift(); next && !signal.aborted; next = left.shift()) {
      const end = recording.begin({ lane: next.id, kind: 'running', label: 'a turn' });
      const step = next.coroutine.next();
      end();
      if (step.done) results.push(step.value);
      else left.push(next);
      // Between two turns the thread is free, and the page may have it.
      await nextFrame();
    }
    return {
      results,
      why: 'No faster, because it is computing on one thread; but at each pause somebody else had a turn, and so had this page.',
    };
  },
});
