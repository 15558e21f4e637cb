// Links one knows, each with its figures; one click sets both directions.
import { useState } from 'preact/hooks';
import { IDEAL_DIRECTION, type Link } from '../../shared/link/parameters.ts';
import { LINK_PRESETS, type LinkPreset } from '../../shared/link/presets.ts';
import type { LinkEditor } from '../state/link-editor.ts';
import { sayChance, sayOneWay, sayRate, sayRoundTrip } from '../ui/words/link.ts';
import { meanLoss } from './link-parameters.ts';

export function LinkPresets({ editor }: { editor: LinkEditor }) {
  const [isOpen, setOpen] = useState(false);
  const now = editor.wanted.value;
  const chosen = LINK_PRESETS.find((preset) => isSet(now, preset));
  const choose = ({ up, down }: LinkPreset) => {
    editor.change({ up, down });
    setOpen(false);
  };
  return (
    <div class="presets">
      <button
        type="button"
        class="preset-now"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="label">Preset</span>
        <b>{chosen?.name ?? 'your own figures'}</b>
      </button>
      <Figures link={now} />
      {isOpen && (
        <ul class="preset-list" aria-label="Presets">
          {LINK_PRESETS.map((preset) => (
            <li key={preset.id}>
              <button
                type="button"
                aria-pressed={preset === chosen}
                title={preset.source}
                onClick={() => choose(preset)}
              >
                <b>{preset.name}</b>
                <Figures link={preset} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** One way, round trip, loss, rate: only what there is. */
function Figures({ link }: { link: Pick<Link, 'up' | 'down'> }) {
  const { up, down } = link;
  if (sayAll(up) === '' && sayAll(down) === '' && up.delayMs + down.delayMs === 0) {
    return (
      <span class="figures">{up.outage || down.outage ? 'an outage' : 'nothing is held'}</span>
    );
  }
  const [there, back] = [sayAll(up), sayAll(down)];
  return (
    <span class="figures">
      <span>
        {sayOneWay(link)} · {sayRoundTrip(link)}
      </span>
      {there === back ? (
        there !== '' && <span>{there}, each way</span>
      ) : (
        <span>
          {there || 'unlimited'} up · {back || 'unlimited'} down
        </span>
      )}
    </span>
  );
}

function sayAll({ loss, lossEvery, lossBurst, rateBps, jitterMs, delayMs }: Link['up']): string {
  const lost = loss + (lossEvery > 0 ? 1 / lossEvery : 0) + (lossBurst ? meanLoss(lossBurst) : 0);
  const isJitterOnly = delayMs === 0 && jitterMs > 0 ? 'jitter' : '';
  return [
    lost > 0 && `${sayChance(Math.min(1, lost))} lost${lossBurst ? ' in bursts' : ''}`,
    rateBps > 0 && sayRate(rateBps),
    isJitterOnly,
  ]
    .filter(Boolean)
    .join(', ');
}

const isSet = ({ up, down }: Link, preset: LinkPreset): boolean =>
  isEqual(up, preset.up) && isEqual(down, preset.down);

const NAMES = Object.keys(IDEAL_DIRECTION) as (keyof Link['up'])[];
const isEqual = (a: Link['up'], b: Link['up']): boolean =>
  NAMES.every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));
