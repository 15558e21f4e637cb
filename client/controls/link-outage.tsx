// Takes a link down for a while, once or again and again. It counts from the click.
import { useState } from 'preact/hooks';
import { sayDuration } from '../../shared/time/format.ts';
import type { LinkEditor } from '../state/link-editor.ts';
import { NumberBox } from '../ui/number-box.tsx';

const SECONDS_MAX = 86_400;
const FIELDS = [
  { name: 'lasts', label: 'lasts', min: 0.1 },
  { name: 'begins', label: 'begins in', min: 0 },
  { name: 'every', label: 'again every', min: 0 },
] as const;

export function LinkOutage({ editor }: { editor: LinkEditor }) {
  const [form, setForm] = useState({ lasts: 5, begins: 0, every: 0 });
  const { up, down } = editor.wanted.value;
  const outage = up.outage ?? down.outage;
  const begin = () => {
    const fromMs = form.begins * 1000;
    const everyMs = form.every === 0 ? 0 : Math.max(form.every, form.lasts) * 1000;
    const next = { fromMs, toMs: fromMs + form.lasts * 1000, everyMs };
    editor.change({ up: { outage: next }, down: { outage: next } });
  };
  const end = () => editor.change({ up: { outage: null }, down: { outage: null } });
  return (
    <details class="fold">
      <summary>
        <span>Outage</span>{' '}
        <span class="figures">
          {outage ? `${sayDuration(outage.toMs - outage.fromMs)} set` : 'none'}
        </span>
      </summary>
      <p class="hint">The link is down, both ways. The connection itself stands.</p>
      {FIELDS.map(({ name, label, min }) => (
        <div key={name} class="link-number has-no-slider">
          <span class="label" aria-hidden="true">
            {label}
          </span>
          <NumberBox
            label={`Outage, ${label}, seconds`}
            value={form[name]}
            min={min}
            max={SECONDS_MAX / 2}
            onCommit={(value) => setForm({ ...form, [name]: value })}
          />
          <span class="unit">s</span>
        </div>
      ))}
      <div class="row">
        <button type="button" class="button" onClick={begin}>
          Take it down
        </button>
        {outage && (
          <button type="button" class="button is-plain" onClick={end}>
            No outage
          </button>
        )}
      </div>
    </details>
  );
}
