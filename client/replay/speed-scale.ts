// The speed slider: 0.1 to 1,000,000, forty steps a decade. Pure.
import type { SliderScale } from '../ui/slider-scale.ts';
import { SPEED_MAX, SPEED_MIN } from './replay-clock.ts';

const PER_DECADE = 40;

export const speedScale: SliderScale = {
  steps: Math.log10(SPEED_MAX / SPEED_MIN) * PER_DECADE,
  toValue: (position) => Number((SPEED_MIN * 10 ** (position / PER_DECADE)).toPrecision(2)),
  toPosition: (speed) => Math.round(Math.log10(speed / SPEED_MIN) * PER_DECADE),
};
