// A labelled switch.
import './choices.css';
import type { ComponentChildren } from 'preact';

export interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (next: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children?: ComponentChildren;
}

/** A labelled switch; children stand below as its explanation. */
export function Switch({ label, isOn, onChange, isDisabled = false, children }: SwitchProps) {
  return (
    <label class="switch">
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {children && <span class="hint">{children}</span>}
    </label>
  );
}
