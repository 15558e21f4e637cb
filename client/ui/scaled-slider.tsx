// A slider over a scale of its own, by hand and by keyboard.
import type { SliderScale } from './slider-scale.ts';

export interface ScaledSliderProps {
  readonly label: string;
  readonly value: number;
  readonly scale: SliderScale;
  /** The value as a person says it, with its unit. */
  readonly said: string;
  readonly onChange: (value: number) => void;
  readonly isDisabled?: boolean;
}

export function ScaledSlider(props: ScaledSliderProps) {
  const { label, value, scale, said, onChange, isDisabled = false } = props;
  const position = scale.toPosition(value);
  return (
    <input
      class="slider"
      type="range"
      min={0}
      max={scale.steps}
      step={1}
      value={position}
      aria-label={label}
      aria-valuetext={said}
      disabled={isDisabled}
      style={{ '--part': `${(100 * position) / scale.steps}%` }}
      onInput={(event) => onChange(scale.toValue(Number(event.currentTarget.value)))}
    />
  );
}
