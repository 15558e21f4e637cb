// A number that is taken when it is finished (Enter, or leaving the box), not at each key.
import { useEffect, useState } from 'preact/hooks';
import { sayNumber } from './words/number.ts';

export interface NumberBoxProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onCommit: (value: number) => void;
  readonly isDisabled?: boolean;
}

export function NumberBox({
  label,
  value,
  min,
  max,
  onCommit,
  isDisabled = false,
}: NumberBoxProps) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  useEffect(() => setTyped(undefined), [value]);
  const commit = () => {
    if (typed === undefined) return;
    const next = Number(typed.replace(/[,\s]/g, ''));
    setTyped(undefined);
    if (typed.trim() !== '' && Number.isFinite(next)) onCommit(Math.min(max, Math.max(min, next)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape' && typed !== undefined) {
      event.stopPropagation();
      setTyped(undefined);
    }
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    onCommit(Math.min(max, Math.max(min, value + step * stepOf(value))));
  };
  return (
    <input
      class="input is-number"
      type="text"
      inputMode="decimal"
      autocomplete="off"
      aria-label={label}
      value={typed ?? sayNumber(value, 3)}
      disabled={isDisabled}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}

/** A tenth of the size of the number, at least 1. */
const stepOf = (value: number): number =>
  10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) - 1);
