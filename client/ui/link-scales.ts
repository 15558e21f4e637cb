// Sliders of a link beside its delay: chances quadratic, rates logarithmic. Pure.
import type { SliderScale } from './slider-scale.ts';

const STEPS = 100;

/** A chance, 0 to 1, fine near 0: half way is 25 %. */
export const chanceScale: SliderScale = {
  steps: STEPS,
  toValue: (position) => Number(((position / STEPS) ** 2).toPrecision(2)),
  toPosition: (chance) => Math.round(Math.sqrt(chance) * STEPS),
};

const SLOWEST_BPS = 1_000;
const FASTEST_BPS = 1_000_000_000;
const PER_DECADE = 30;
const DECADES = Math.log10(FASTEST_BPS / SLOWEST_BPS);

/** Bits per second: 0 (unlimited) at the left, then 1 kbit/s to 1 Gbit/s. */
export const rateScale: SliderScale = {
  steps: DECADES * PER_DECADE + 1,
  toValue: (position) =>
    position <= 0
      ? 0
      : Math.round(Number((SLOWEST_BPS * 10 ** ((position - 1) / PER_DECADE)).toPrecision(2))),
  toPosition: (bps) =>
    bps <= 0
      ? 0
      : Math.round(
          Math.log10(Math.min(FASTEST_BPS, Math.max(SLOWEST_BPS, bps)) / SLOWEST_BPS) * PER_DECADE,
        ) + 1,
};
