// A stream or datagrams: what becomes of loss, doubles and order.
import '../ui/choices.css';
import { useId } from 'preact/hooks';
import type { LinkMode } from '../../shared/link/parameters.ts';
import type { LinkEditor } from '../state/link-editor.ts';

const MODES: readonly { mode: LinkMode; label: string; words: string }[] = [
  {
    mode: 'stream',
    label: 'Stream',
    words: 'Keeps the order; what is lost is sent again and comes late, as over TCP.',
  },
  {
    mode: 'datagram',
    label: 'Datagram',
    words: 'What is lost is gone, and packets double and overtake, as over UDP.',
  },
];

export function LinkModeChoice({ editor }: { editor: LinkEditor }) {
  const name = useId();
  const now = editor.wanted.value.mode;
  return (
    <fieldset class="modes">
      <legend class="unseen">Stream or datagram</legend>
      <div class="segments">
        {MODES.map(({ mode, label }) => (
          <label key={mode}>
            <input
              type="radio"
              name={name}
              checked={mode === now}
              aria-describedby={`${name}-words`}
              onChange={() => editor.change({ mode })}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <p class="hint" id={`${name}-words`}>
        {MODES.find(({ mode }) => mode === now)?.words}
      </p>
    </fieldset>
  );
}
