// A link that changes in time: choose, play, pause, stop. A file of the link layer plays here too.
import { useRef, useState } from 'preact/hooks';
import type { Scenario } from '../../shared/link/scenario.ts';
import { sayDuration } from '../../shared/time/format.ts';
import {
  LINK_SCENARIOS,
  type Played,
  type Playing,
  playScenario,
  readScenario,
  steerScenario,
} from '../state/link-scenarios.ts';
import { Live } from '../ui/live.tsx';
import { Refusal } from '../ui/marks.tsx';
import { usePaint } from '../ui/painter.ts';

const FILE = 'file';

export interface LinkScenariosProps {
  /** As of a LinkEditor. */
  readonly whose: string | undefined;
  /** How one stands that plays already. */
  readonly start: Playing | undefined;
}

export function LinkScenarios({ whose, start }: LinkScenariosProps) {
  const [chosen, setChosen] = useState(LINK_SCENARIOS[0]?.id ?? FILE);
  const [playing, setPlaying] = useState(start);
  const [why, setWhy] = useState<string | undefined>(undefined);
  const file = useRef<HTMLInputElement>(null);
  const isOver = useIsOver(playing);
  const take = (played: Played) => {
    setWhy('why' in played ? played.why : undefined);
    if ('playing' in played) setPlaying(played.playing);
  };
  const play = async (scenario: Scenario) => take(await playScenario(whose, scenario));
  const open = async (input: HTMLInputElement) => {
    const text = await input.files?.[0]?.text();
    input.value = '';
    if (text === undefined) return;
    const read = readScenario(text);
    if ('why' in read) setWhy(read.why);
    else await play(read.scenario);
  };
  const begin = () => {
    if (chosen === FILE) return file.current?.click();
    const found = LINK_SCENARIOS.find(({ id }) => id === chosen);
    return found && void play(found.scenario);
  };
  const steer = async (verb: 'pause' | 'resume' | 'stop') => take(await steerScenario(whose, verb));
  return (
    <section class="scenarios" aria-label="Scenario">
      <div class="scenario-choice">
        <select
          class="input"
          aria-label="Scenario"
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {LINK_SCENARIOS.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value={FILE}>From a file (JSON)</option>
        </select>
        <button type="button" class="button" onClick={begin}>
          {chosen === FILE ? 'Open' : 'Play'}
        </button>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          hidden
          onChange={(event) => void open(event.currentTarget)}
        />
      </div>
      {playing && (
        <p class="row scenario-now">
          <span class="hint">
            {isOver ? (
              'Played to its end.'
            ) : (
              <>
                {playing.state === 'paused' ? 'Paused at ' : ''}
                <Live words={() => position(playing)} />
                {` of ${sayDuration(playing.lengthMs)}`}
              </>
            )}
          </span>
          {!isOver && (
            <button
              type="button"
              class="text-button"
              onClick={() => void steer(playing.state === 'paused' ? 'resume' : 'pause')}
            >
              {playing.state === 'paused' ? 'Go on' : 'Pause'}
            </button>
          )}
          <button type="button" class="text-button" onClick={() => void steer('stop')}>
            {isOver ? 'Put back what was' : 'Stop'}
          </button>
        </p>
      )}
      <Refusal why={why} />
    </section>
  );
}

/** `4 s`. A loop is shown for its first round. */
function position({ state, positionMs, lengthMs, at }: Playing): string {
  const elapsed = state === 'playing' ? performance.now() - at : 0;
  const seconds = Math.floor(Math.min(lengthMs, positionMs + elapsed) / 1000);
  return seconds === 0 ? '0 s' : sayDuration(seconds * 1000);
}

/** Whether it has come to its end; renders again when it does. */
function useIsOver(playing: Playing | undefined): boolean {
  const [, setTurn] = useState(0);
  const isOver = (): boolean => {
    if (!playing || playing.state === 'paused') return false;
    const { state, positionMs, lengthMs, at } = playing;
    return state === 'ended' || positionMs + performance.now() - at >= lengthMs;
  };
  const isOverNow = isOver();
  usePaint(
    () => {
      if (isOver() !== isOverNow) setTurn((turn) => turn + 1);
    },
    { pace: 'tenth', isOn: playing !== undefined && !isOverNow },
  );
  return isOverNow;
}
