// Many requests: how many, how far, how many at once; and the waterfall that the browser measured.
import { Choice } from '../parts/choice.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { RunPanel } from '../parts/run-panel.tsx';
import { createSettings } from '../state/settings.ts';
import { createStage } from '../state/stage.ts';
import { MODE_NAMES, requestsPlay } from './requests-play.ts';
import {
  AT_ONCE_MAX,
  MODES,
  ONE_WAY_MS_MAX,
  REQUESTS_MAX,
  type RequestsSettings,
  readRequests,
  requestBets,
  roundTripMs,
  writeRequests,
} from './requests-settings.ts';

const settings = createSettings({ read: readRequests, write: writeRequests });
const stage = createStage();

function change(next: Partial<RequestsSettings>): void {
  stage.reset();
  settings.set(next);
}

const RIDDLES: readonly { readonly name: string; readonly settings: Partial<RequestsSettings> }[] =
  [
    { name: '6 at once', settings: { n: 6, mode: 'all', address: 'own' } },
    { name: '7 at once', settings: { n: 7, mode: 'all', address: 'own' } },
    { name: '4 for one address', settings: { n: 4, mode: 'all', address: 'same' } },
  ];

export function RequestsView() {
  const now = settings.value.value;
  return (
    <>
      <Choice
        legend="How they set out"
        options={MODES.map((value) => ({ value, name: MODE_NAMES[value] }))}
        chosen={now.mode}
        onChoose={(mode) => change({ mode })}
      />
      <RunPanel
        title={MODE_NAMES[now.mode]}
        note={`${now.n} requests, each ${roundTripMs(now)} ms there and back`}
        stage={stage}
        play={requestsPlay(now)}
        amountsMs={requestBets(now)}
        expectedMs={roundTripMs(now) * 1.2}
        listing={() => <Knobs now={now} />}
      />
    </>
  );
}

function Knobs({ now }: { now: RequestsSettings }) {
  return (
    <div class="knobs">
      <NumberField
        label="Requests"
        value={now.n}
        min={1}
        max={REQUESTS_MAX}
        onCommit={(n) => change({ n })}
      />
      {now.mode === 'some' && (
        <NumberField
          label="At most at a time"
          value={now.k}
          min={1}
          max={AT_ONCE_MAX}
          onCommit={(k) => change({ k })}
        />
      )}
      <NumberField
        label="Way up, one way"
        unit="ms"
        value={now.up}
        min={0}
        max={ONE_WAY_MS_MAX}
        onCommit={(up) => change({ up })}
      />
      <NumberField
        label="Way down, one way"
        unit="ms"
        value={now.down}
        min={0}
        max={ONE_WAY_MS_MAX}
        onCommit={(down) => change({ down })}
      />
      <Choice
        legend="What they ask for"
        options={[
          { value: 'own', name: 'an address each' },
          { value: 'same', name: 'the same address' },
        ]}
        chosen={now.address}
        onChoose={(address) => change({ address })}
      />
      <div>
        <p class="label">Riddles: bet on each. Where does the time go?</p>
        <div class="row">
          {RIDDLES.map((riddle) => (
            <button
              key={riddle.name}
              type="button"
              class="button"
              onClick={() => change(riddle.settings)}
            >
              {riddle.name}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}
