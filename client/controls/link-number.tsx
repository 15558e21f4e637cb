// One number of a link: its name, a slider where there is one, a box, its unit.
import { NumberBox } from '../ui/number-box.tsx';
import { ScaledSlider } from '../ui/scaled-slider.tsx';
import type { NumberParameter } from './link-parameters.ts';

export interface LinkNumberProps {
  readonly parameter: NumberParameter;
  /** What it is a number of: "Up and down", "Up: what you send". */
  readonly title: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function LinkNumber({ parameter, title, value, onChange }: LinkNumberProps) {
  const { label, unit, unitName, perUnit, min, max, scale, say } = parameter;
  const name = `${title}, ${label.replace(' ±', '')}`;
  const isWhole = perUnit === 1;
  const set = (next: number) => {
    const rounded = isWhole ? Math.round(next) : Number(next.toPrecision(12));
    onChange(Math.min(max, Math.max(min, rounded)));
  };
  return (
    <div class={scale ? 'link-number' : 'link-number has-no-slider'}>
      <span class="label" aria-hidden="true">
        {label}
      </span>
      {scale && (
        <ScaledSlider label={name} value={value} scale={scale} said={say(value)} onChange={set} />
      )}
      <NumberBox
        label={`${name}, ${unitName}`}
        value={value / perUnit}
        min={min / perUnit}
        max={max / perUnit}
        onCommit={(shown) => set(shown * perUnit)}
      />
      <span class="unit">{unit}</span>
    </div>
  );
}
