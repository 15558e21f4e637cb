// For how long the room keeps what was said. Letting go is for good, so it takes a press of its own.
import { useState } from 'preact/hooks';
import { KEEP_DAYS_MAX } from '../../shared/wire/limits.ts';
import { room } from '../state/self.ts';
import { changeSettings } from '../state/steering.ts';

export function Keeping() {
  const days = room.value?.settings.keepDays;
  const [text, setText] = useState(days === undefined ? '' : `${days}`);
  const wanted = text.trim() === '' ? undefined : Number(text);
  const isValid =
    wanted === undefined || (Number.isInteger(wanted) && wanted >= 1 && wanted <= KEEP_DAYS_MAX);
  const submit = (event: Event) => {
    event.preventDefault();
    if (isValid) void changeSettings({ keepDays: wanted });
  };
  return (
    <section class="panel" aria-labelledby="keeping-title">
      <h2 id="keeping-title">Keeping</h2>
      <p class="hint" role="status">
        {days === undefined
          ? 'Messages are kept for ever.'
          : `Messages are kept for ${days === 1 ? 'a day' : `${days} days`}; older ones are deleted once they have arrived everywhere.`}
      </p>
      <form class="caption-form" onSubmit={submit}>
        <label class="field">
          <span>Days to keep (empty: for ever)</span>
          <input
            class="input"
            name="keep-days"
            inputMode="numeric"
            autocomplete="off"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        {wanted !== undefined && (
          <p class="hint">
            {isValid
              ? 'What is older than that is deleted at once, for good.'
              : `Expected whole days from 1 to ${KEEP_DAYS_MAX}, or nothing.`}
          </p>
        )}
        <button type="submit" class="button" disabled={!isValid || wanted === days}>
          {wanted === undefined ? 'Keep for ever' : 'Keep no longer'}
        </button>
      </form>
    </section>
  );
}
