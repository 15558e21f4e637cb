// The shapes of jitter: offsets from the mean, in units of `jitterMs`, from one even draw.
import type { Distribution } from './parameters.ts';

/** No offset is larger: where the 16-bit tables of netem end (32767 / 8192). */
export const OFFSET_MAX = 4;

/** The offset that belongs to `draw` (0 to 1, 1 excluded). */
export function offsetAt(distribution: Distribution, draw: number): number {
  if (distribution === 'uniform') return 2 * draw - 1;
  if (distribution === 'normal') return cut(normalQuantile(draw));
  if (distribution === 'pareto') return cut(paretoQuantile(draw));
  return distribution[Math.floor(draw * distribution.length)] as number;
}

function cut(offset: number): number {
  return Math.max(-OFFSET_MAX, Math.min(OFFSET_MAX, offset));
}

/** netem's shape for its pareto table. */
const PARETO_SHAPE = 3;
const PARETO_MEAN = PARETO_SHAPE / (PARETO_SHAPE - 1);
const PARETO_DEVIATION = Math.sqrt(PARETO_SHAPE / (PARETO_SHAPE - 2)) / (PARETO_SHAPE - 1);

/** Of the Pareto law from 1 on with shape 3, moved and scaled to mean 0 and deviation 1. */
function paretoQuantile(draw: number): number {
  return ((1 - draw) ** (-1 / PARETO_SHAPE) - PARETO_MEAN) / PARETO_DEVIATION;
}

/**
 * Of the normal law, by the rational approximation 26.2.23 of Abramowitz and Stegun (error below
 * 4.5e-4), sharpened by one step of Newton.
 */
function normalQuantile(draw: number): number {
  const tail = Math.max(Math.min(draw, 1 - draw), 2 ** -33);
  const t = Math.sqrt(-2 * Math.log(tail));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  const rough = t - top / bottom;
  const density = Math.exp(-(rough * rough) / 2) / Math.sqrt(2 * Math.PI);
  const quantile = rough + (upperTail(rough) - tail) / density;
  return draw < 0.5 ? -quantile : quantile;
}

/** P(Z > z) for z >= 0, Abramowitz and Stegun 26.2.17 (error below 7.5e-8). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
  const series =
    0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)));
  return density * t * series;
}
