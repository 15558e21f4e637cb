// The next run: a scenario, a file, or this room again. Everybody is called over; what was said stays. And
// the same as a link, for a room of somebody else's.
import '../ui/file.css';
import { useEffect, useState } from 'preact/hooks';
import type { ScenarioCard } from '../../shared/wire/http.ts';
import type { Outcome } from '../../shared/wire/refusal.ts';
import { type AnyScenario, getAddresses, getScenarios } from '../http.ts';
import { bestOrigin } from '../state/room-urls.ts';
import { fileName, readRoom, startRun } from '../state/runs.ts';
import { linkOfScenario } from '../state/scenario-link.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Refusal } from '../ui/marks.tsx';
import { saveFile } from '../ui/save-file.ts';

const FILE = 'file';
const AGAIN = 'again';

export function Runs() {
  const [cards, setCards] = useState<readonly ScenarioCard[]>([]);
  const [chosen, setChosen] = useState(AGAIN);
  const [file, setFile] = useState<string | undefined>(undefined);
  const [link, setLink] = useState<string | undefined>(undefined);
  const [why, setWhy] = useState<string | undefined>(undefined);
  useEffect(() => {
    void getScenarios().then((answer) => answer.ok && setCards(answer.value.scenarios));
  }, []);
  const choose = (next: string) => {
    setChosen(next);
    setFile(undefined);
    setLink(undefined);
    setWhy(undefined);
  };
  /** Does something with what is chosen, and says why not if it cannot. */
  const use = async (act: (what: AnyScenario) => Promise<string | undefined>) => {
    const what = await pick(chosen, file);
    setWhy(what.ok ? await act(what.value) : what.detail);
  };
  const makeLink = (what: AnyScenario) =>
    linkFor(what)
      .then(setLink)
      .then(() => undefined);
  const isReady = chosen !== FILE || file !== undefined;
  return (
    <section class="panel" aria-labelledby="runs-title">
      <h2 id="runs-title">Next run</h2>
      <p class="hint">
        A room of its own; everybody is taken along, and what you have decided about them. This one
        is kept as it is.
      </p>
      <label class="field">
        <span>Scenario</span>
        <select
          class="input"
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
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
      {chosen === FILE && (
        <label class="field">
          <span>Scenario file</span>
          <input
            class="input"
            type="file"
            accept="application/json,.json"
            onChange={(event) => {
              setLink(undefined);
              void event.currentTarget.files?.[0]?.text().then(setFile);
            }}
          />
        </label>
      )}
      <div class="row">
        <button type="button" class="button" disabled={!isReady} onClick={() => void use(startRun)}>
          Start
        </button>
        <button
          type="button"
          class="button is-plain"
          disabled={!isReady}
          onClick={() => void use(makeLink)}
        >
          As a link
        </button>
        {chosen === AGAIN && (
          <button type="button" class="button is-plain" onClick={() => void use(save)}>
            As a file
          </button>
        )}
      </div>
      {link !== undefined && <LinkOf link={link} />}
      <Refusal why={why} />
    </section>
  );
}

function LinkOf({ link }: { link: string }) {
  return (
    <div class="scenario-link">
      <label class="field">
        <span>Whoever opens this can start a room of it, and leads that</span>
        <input
          class="input"
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <CopyButton text={link} label="Copy the link" />
    </div>
  );
}

/** What is chosen, as it can be started; this room is asked for as it is now. */
async function pick(
  chosen: string,
  file: string | undefined,
): Promise<Outcome<AnyScenario> | { ok: false; detail: string }> {
  if (chosen === AGAIN) return readRoom();
  return { ok: true, value: file === undefined ? { scenario: chosen } : { file } };
}

async function linkFor(what: AnyScenario): Promise<string> {
  const reach = await getAddresses();
  return linkOfScenario(bestOrigin(reach.ok ? reach.value : undefined), what);
}

async function save(what: AnyScenario): Promise<undefined> {
  if ('file' in what) saveFile(new Blob([what.file], { type: 'application/json' }), fileName());
}
