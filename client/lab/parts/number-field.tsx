// A labelled number with its unit.
import { NumberBox } from '../../ui/number-box.tsx';

export interface NumberFieldProps {
  readonly label: string;
  readonly unit?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onCommit: (value: number) => void;
}

export function NumberField({ label, unit = '', onCommit, ...rest }: NumberFieldProps) {
  return (
    <div class="number-field">
      <span class="label" aria-hidden="true">
        {label}
      </span>
      <NumberBox
        {...rest}
        label={unit ? `${label}, ${unit}` : label}
        onCommit={(value) => onCommit(Math.round(value))}
      />
      {unit && <span class="hint">{unit}</span>}
    </div>
  );
}
