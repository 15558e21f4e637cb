// Sliders whose steps are even to the hand and not to the number: warp is logarithmic, delay cubic.
// Positions are whole numbers from 0 to the scale's `steps`. Pure.
import { WARP_MAX } from '../../shared/time/warp.ts';
import { LINK_DELAY_MS_MAX } from '../../shared/wire/limits.ts';

export interface SliderScale {
  readonly steps: number;
  /** The value at a position, rounded to what people would say. */
  toValue(position: number): number;
  /** The position nearest to a value. */
  toPosition(value: number): number;
}

const PER_DECADE = 40;

/** 0 is a pause; then 1 to 1,000,000, forty steps a decade. */
export const warpScale: SliderScale = {
  steps: Math.log10(WARP_MAX) * PER_DECADE + 1,
  toValue: (position) => (position <= 0 ? 0 : roundTo(10 ** ((position - 1) / PER_DECADE), 2)),
  toPosition: (warp) =>
    warp <= 0 ? 0 : Math.round(Math.log10(Math.max(1, warp)) * PER_DECADE) + 1,
};

const DELAY_STEPS = 200;

/** 0 to 60 s, fine near 0: half way is 7.5 s. */
export const delayScale: SliderScale = {
  steps: DELAY_STEPS,
  toValue: (position) => roundTo(LINK_DELAY_MS_MAX * (position / DELAY_STEPS) ** 3, 2),
  toPosition: (delayMs) => Math.round(Math.cbrt(delayMs / LINK_DELAY_MS_MAX) * DELAY_STEPS),
};

/** Rounded to so many significant digits, and to a whole number. */
function roundTo(value: number, digits: number): number {
  return Math.round(Number(value.toPrecision(digits)));
}
