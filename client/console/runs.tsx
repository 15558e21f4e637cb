// The next run: a scenario, a file, or this room again. Everybody is called over; what was said stays.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ScenarioCard } from '../../shared/wire/http.ts';
import { getScenarios } from '../http.ts';
import { fileName, readRoom, startAgain, startRun } from '../state/runs.ts';
import { Refusal } from '../ui/marks.tsx';
import { saveFile } from '../ui/save-file.ts';

const FILE = 'file';
const AGAIN = 'again';

export function Runs() {
  const [cards, setCards] = useState<readonly ScenarioCard[]>([]);
  const [chosen, setChosen] = useState(AGAIN);
  const [why, setWhy] = useState<string | undefined>(undefined);
  const file = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void getScenarios().then((answer) => answer.ok && setCards(answer.value.scenarios));
  }, []);
  const start = async () => {
    if (chosen === FILE) return file.current?.click();
    setWhy(await (chosen === AGAIN ? startAgain() : startRun({ scenario: chosen })));
  };
  const open = async (input: HTMLInputElement) => {
    const text = await input.files?.[0]?.text();
    input.value = '';
    if (text !== undefined) setWhy(await startRun({ file: text }));
  };
  const save = async () => {
    const saved = await readRoom();
    if (saved.ok) saveFile(new Blob([saved.value.file], { type: 'application/json' }), fileName());
    else setWhy(saved.detail);
  };
  return (
    <section class="panel" aria-labelledby="runs-title">
      <h2 id="runs-title">Next run</h2>
      <p class="hint">A room of its own; everybody is taken along. This one is kept as it is.</p>
      <label class="field">
        <span>Scenario</span>
        <select
          class="input"
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          <option value={AGAIN}>This room again</option>
          {cards.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
          <option value={FILE}>From a file (JSON)</option>
        </select>
      </label>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={(event) => void open(event.currentTarget)}
      />
      <div class="row">
        <button type="button" class="button" onClick={() => void start()}>
          {chosen === FILE ? 'Open and start' : 'Start'}
        </button>
        <button type="button" class="button is-plain" onClick={() => void save()}>
          Save this room
        </button>
      </div>
      <Refusal why={why} />
    </section>
  );
}
