// The bet before a run, and the button that runs it. Without a bet there is no run.
import { useId, useState } from 'preact/hooks';
import { type Bet, betChoices, readBet, sayBet } from '../state/bets.ts';

export interface BetFormProps {
  /** What is bet on: `Python`. Names the group for those who do not see it. */
  readonly about: string;
  /** Amounts worth betting on, in ms. */
  readonly amountsMs: readonly number[];
  readonly bet: Bet | undefined;
  readonly onBet: (bet: Bet | undefined) => void;
  readonly isRunning: boolean;
  readonly hasRun: boolean;
  /** Run, or stop. */
  readonly onPress: (event: Event) => void;
}

export function BetForm(props: BetFormProps) {
  const { about, amountsMs, bet, onBet, isRunning, hasRun, onPress } = props;
  const [typed, setTyped] = useState('');
  const group = useId();
  const pick = (next: Bet | undefined, text: string) => {
    setTyped(text);
    onBet(next);
  };
  return (
    <form
      class="bet"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRunning || bet) onPress(event);
      }}
      // A key that is held down would start and stop in turn.
      onKeyDown={(event) => event.repeat && event.key === 'Enter' && event.preventDefault()}
    >
      <fieldset disabled={isRunning}>
        <legend>
          Your bet: how long will it take?<span class="unseen"> {about}</span>
        </legend>
        <div class="choices">
          {betChoices(amountsMs).map((ms) => (
            <label key={ms} class="choice">
              <input
                type="radio"
                name={group}
                checked={bet?.ms === ms && typed === ''}
                onChange={() => pick({ ms }, '')}
              />
              <span class="face">{sayBet(ms)}</span>
            </label>
          ))}
          <label class="choice is-typed">
            <span>other</span>
            <input
              class="input is-number"
              type="text"
              inputMode="decimal"
              autocomplete="off"
              aria-label={`Another bet, in seconds, ${about}`}
              value={typed}
              onInput={({ currentTarget: { value } }) => pick(readBet(value), value)}
            />
            <span>s</span>
          </label>
        </div>
      </fieldset>
      <button
        type="submit"
        class="button is-main run-button"
        disabled={!isRunning && !bet}
        // The second half of a double click is no wish to stop.
        onClick={(event) => isRunning && event.detail === 2 && event.preventDefault()}
      >
        {isRunning ? 'Stop' : hasRun ? 'Run again' : bet ? 'Run' : 'Bet, then run'}
        <span class="unseen"> {about}</span>
      </button>
    </form>
  );
}
