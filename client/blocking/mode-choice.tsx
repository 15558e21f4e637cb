// One of the two switches of a tab: how it sends, how it receives, what that means, and the code.
import '../ui/choices.css';
import './blocking.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Mode } from '../state/modes.ts';
import { lazy } from '../ui/lazy.tsx';

const Listings = lazy(() => import('./listings.tsx').then(({ Listings }) => Listings));

export interface ModeChoiceProps {
  readonly what: 'send' | 'receive';
  readonly mode: Mode;
  readonly onChange: (mode: Mode) => void;
  /** One line on what the code does. */
  readonly statement: string;
  readonly children?: ComponentChildren;
}

const MODES: readonly Mode[] = ['blocking', 'non-blocking'];

export function ModeChoice({ what, mode, onChange, statement, children }: ModeChoiceProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <fieldset class="mode-choice" data-what={what}>
      <legend>{what === 'send' ? 'Send' : 'Receive'}</legend>
      <div class="segments">
        {MODES.map((one) => (
          <label key={one} class={one === 'blocking' ? 'is-ice' : ''}>
            <input
              type="radio"
              name={`mode-${what}`}
              checked={mode === one}
              onChange={() => onChange(one)}
            />
            <span>{one}</span>
          </label>
        ))}
      </div>
      <p class="statement">{statement}</p>
      {children}
      <details
        class="code"
        onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}
      >
        <summary>The code that runs</summary>
        {isOpen && <Listings what={what} mode={mode} />}
      </details>
    </fieldset>
  );
}
