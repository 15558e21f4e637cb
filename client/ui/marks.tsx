// Small marks that stand beside words: the dot of a place, a refusal, a switch.
import type { ComponentChildren } from 'preact';
import { Icon } from './icons.tsx';

/** A place: its dot and its name. */
export function PlaceMark({ name, hue }: { name: string; hue: number }) {
  return (
    <span class="place-mark hued" style={{ '--hue': hue }}>
      {name}
    </span>
  );
}

/** Why something was not done; nothing without a reason. */
export function Refusal({ why }: { why: string | undefined }) {
  if (why === undefined) return null;
  return (
    <p class="refusal" role="alert">
      <Icon name="cross" />
      <span>{why}</span>
    </p>
  );
}

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
