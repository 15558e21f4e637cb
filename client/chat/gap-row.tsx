// Where something has arrived at this place and the link has lost it. How much, nobody here knows.
import { askAgain, askingAgain } from '../state/ask-again.ts';
import { Icon } from '../ui/icons.tsx';

export function GapRow() {
  const state = askingAgain.value;
  return (
    <p class="gap">
      <Icon name="gap" />
      <span>
        {state === 'unanswered'
          ? 'Asked, and no answer came: that may be lost, too.'
          : 'Something is missing here: your link lost it.'}
      </span>
      <button
        type="button"
        class="text-button"
        disabled={state === 'asked'}
        onClick={() => void askAgain()}
      >
        {state === 'asked' ? 'Asking again' : 'Ask again'}
      </button>
    </p>
  );
}
