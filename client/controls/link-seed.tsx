// The seed of a link's chance: the same one brings the same losses and jitter again.
import { useEffect, useState } from 'preact/hooks';
import { SEED_MAX } from '../../shared/wire/limits.ts';
import type { LinkEditor } from '../state/link-editor.ts';

export function LinkSeed({ editor }: { editor: LinkEditor }) {
  const seed = editor.seed.value;
  const [typed, setTyped] = useState<string | undefined>(undefined);
  useEffect(() => setTyped(undefined), [seed]);
  const shown = typed ?? seed ?? '';
  const commit = () => {
    const next = shown.trim();
    if (next !== '') editor.setSeed(next);
  };
  return (
    <form
      class="seed"
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <label>
        <span class="label">Seed</span>
        <input
          class="input"
          value={shown}
          maxLength={SEED_MAX}
          spellcheck={false}
          autocomplete="off"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button">
        {typed === undefined || typed === seed ? 'Again' : 'Set'}
      </button>
      <p class="hint">The same seed gives the same chances again, from the beginning.</p>
    </form>
  );
}
