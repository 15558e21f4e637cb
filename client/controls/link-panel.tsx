// My link: how long what I send and what I get is held, each way, in real time, and what is on it.
// Loaded after the first page.
import '../ui/panel.css';
import './link.css';
import { IDEAL_DIRECTION } from '../../shared/link/parameters.ts';
import { sayDuration } from '../../shared/time/format.ts';
import { roundTripMs } from '../state/clock.ts';
import { myLink } from '../state/link.ts';
import { myFlights } from '../state/link-flights.ts';
import { Refusal } from '../ui/marks.tsx';
import { LinkFields } from './link-fields.tsx';
import { LinkFlights } from './link-flights.tsx';
import { LinkModeChoice } from './link-mode.tsx';
import { LinkPresets } from './link-presets.tsx';
import { LinkScenarios } from './link-scenarios.tsx';
import { LinkSeed } from './link-seed.tsx';

export function LinkPanel() {
  const isConfirmed = myLink.isConfirmed.value;
  const { up, down } = myLink.wanted.value;
  const isClear = [up, down].every(
    (one) => JSON.stringify(one) === JSON.stringify(IDEAL_DIRECTION),
  );
  return (
    <section class="panel link-panel" aria-labelledby="link-title">
      <header>
        <h2 id="link-title">My link</h2>
        <span class={isConfirmed ? 'confirmed' : 'confirmed is-wanted'}>
          {isConfirmed ? 'in force' : 'setting'}
        </span>
      </header>
      <p class="hint">
        Real time, one way, on top of the light. It is for what is sent from now on.
      </p>
      <LinkPresets editor={myLink} />
      <LinkFields editor={myLink} />
      <LinkModeChoice editor={myLink} />
      {roundTripMs.value !== undefined && (
        <p class="hint">The server itself is {sayDuration(roundTripMs.value)} away, round trip.</p>
      )}
      <Refusal why={myLink.refusal.value} />
      {!isClear && (
        <button
          type="button"
          class="button"
          onClick={() => myLink.change({ up: IDEAL_DIRECTION, down: IDEAL_DIRECTION })}
        >
          Clear the link
        </button>
      )}
      <LinkFlights />
      <OwnScenarios />
      <details class="fold">
        <summary>
          <span>Seed</span> <span class="figures">{myLink.seed.value}</span>
        </summary>
        <LinkSeed editor={myLink} />
      </details>
    </section>
  );
}

/** After the first look at the link, so that a scenario that plays already is shown. */
function OwnScenarios() {
  const flights = myFlights.value;
  if (!flights) return null;
  const start = flights.scenario ? { ...flights.scenario, at: flights.at } : undefined;
  return <LinkScenarios whose={undefined} start={start} />;
}
