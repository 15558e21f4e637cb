// One of a few: radio buttons that look like what they choose.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly name: ComponentChildren }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { legend, options, chosen, onChoose } = props;
  const group = useId();
  return (
    <fieldset class="variants">
      <legend class="label">{legend}</legend>
      {options.map(({ value, name }) => (
        <label key={value} class="choice">
          <input
            type="radio"
            name={group}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span class="face">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
