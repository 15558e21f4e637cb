// Into a room that somebody else has made: by its link or its code.
import { useState } from 'preact/hooks';
import { readInvitation } from '../state/route.ts';
import { Refusal } from '../ui/marks.tsx';

export function JoinForm() {
  const [text, setText] = useState('');
  const [why, setWhy] = useState<string | undefined>(undefined);
  const join = () => {
    const path = readInvitation(text);
    if (path === undefined) setWhy('That is neither a room link nor a code of 12 or 6 characters.');
    else location.assign(path);
  };
  return (
    <form
      class="join"
      onSubmit={(event) => {
        event.preventDefault();
        join();
      }}
    >
      <label class="field">
        <span>Join by link or code</span>
        <input
          class="input"
          value={text}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setWhy(undefined);
          }}
        />
      </label>
      <button type="submit" class="button" disabled={text.trim() === ''}>
        Join
      </button>
      <Refusal why={why} />
    </form>
  );
}
