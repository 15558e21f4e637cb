// "This tab": how it waits, what that does to it, and a freeze of another kind to compare with.
import '../ui/panel.css';
import './blocking.css';
import './tab-recording.ts';
import { useEffect } from 'preact/hooks';
import { sayDuration } from '../../shared/time/format.ts';
import { framesPerSecond } from '../instruments/frames.ts';
import { Heartbeat, Liar } from '../instruments/heartbeat.tsx';
import { startInstruments } from '../instruments/start.ts';
import { receiveBy } from '../state/arrivals.ts';
import { myLink, setDelayBoth } from '../state/link.ts';
import {
  receiveMode,
  sendMode,
  setSendMode,
  setWaitsUntil,
  type Until,
  waitsUntil,
} from '../state/modes.ts';
import { room } from '../state/self.ts';
import { layout } from '../ui/layout.ts';
import { Live } from '../ui/live.tsx';
import { Compute } from './compute.tsx';
import { LastFreeze } from './last-freeze.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { Readings } from './readings.tsx';

/** A link that makes the difference felt. */
const FELT_DELAY_MS = 1_000;

export function ThisTab() {
  useEffect(() => startInstruments(), []);
  return (
    <section class="panel this-tab" aria-labelledby="tab-title">
      <header>
        <h2 id="tab-title">This tab</h2>
        <span class="hint">
          <Live words={() => `${framesPerSecond()} frames/s`} />
        </span>
      </header>
      <ModeChoice
        what="send"
        mode={sendMode.value}
        onChange={setSendMode}
        statement={
          sendMode.value === 'blocking'
            ? 'Asks the server and stands still until the answer is back. The whole page is frozen, 8\u00a0s at most.'
            : 'Sends, and sets the rest aside until the ack is back. The page runs on.'
        }
      >
        {sendMode.value === 'blocking' && <Untils />}
      </ModeChoice>
      <ModeChoice
        what="receive"
        mode={receiveMode.value}
        onChange={receiveBy}
        statement={
          receiveMode.value === 'blocking'
            ? 'Hears only while it listens; while it listens, nothing else. A walkie-talkie.'
            : 'A handler runs when something arrives. Between arrivals the page is free.'
        }
      />
      <ClearLinkHint />
      <div class="heart">
        <Heartbeat />
        <Liar />
      </div>
      <LastFreeze />
      <Readings isOpen={layout.value === 'wide'} />
      <Compute />
      <a class="button" href={`/r/${room.value?.id ?? ''}/side-by-side`}>
        Blocking and not, side by side
      </a>
    </section>
  );
}

const UNTILS: readonly { readonly until: Until; readonly words: string }[] = [
  { until: 'ack', words: 'the ack of the log' },
  { until: 'receipt', words: 'the receipt of a far place' },
];

function Untils() {
  return (
    <label class="untils">
      <span class="label">until</span>
      <select
        class="input"
        value={waitsUntil.value}
        onChange={(event) => setWaitsUntil(event.currentTarget.value as Until)}
      >
        {UNTILS.map(({ until, words }) => (
          <option key={until} value={until}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** On a clear link a blocking send is over before anybody feels it. */
function ClearLinkHint() {
  if (sendMode.value !== 'blocking' || waitsUntil.value === 'receipt') return null;
  const { up, down } = myLink.wanted.value;
  if (up.delayMs + down.delayMs > 0) {
    return (
      <p class="hint">
        On your link a send freezes for about {sayDuration(up.delayMs + down.delayMs)}.
      </p>
    );
  }
  return (
    <p class="hint">
      Your link holds nothing, so the freeze is too short to feel.{' '}
      <button type="button" class="text-button" onClick={() => setDelayBoth(FELT_DELAY_MS)}>
        Make it 1 s each way
      </button>
    </p>
  );
}
