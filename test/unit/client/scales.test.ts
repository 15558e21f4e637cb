import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kmOfLight, owltMsOf } from '../../../client/state/light-distance.ts';
import { chanceScale, rateScale } from '../../../client/ui/link-scales.ts';
import { delayScale, type SliderScale, warpScale } from '../../../client/ui/slider-scale.ts';

const scales: readonly [string, SliderScale, number][] = [
  ['warp', warpScale, 1_000_000],
  ['delay', delayScale, 60_000],
  ['chance', chanceScale, 1],
  ['rate', rateScale, 1_000_000_000],
];

test.each(scales)('[U5] the %s slider goes from 0 to its end', (_, scale, end) => {
  expect([scale.toValue(0), scale.toValue(scale.steps)]).toEqual([0, end]);
  expect([scale.toPosition(0), scale.toPosition(end)]).toEqual([0, scale.steps]);
});

test.each(scales)('[U5] a step to the right of the %s slider is never less', (_, scale) => {
  for (let position = 1; position <= scale.steps; position++) {
    expect(scale.toValue(position)).toBeGreaterThanOrEqual(scale.toValue(position - 1));
  }
});

test.each(scales)('[U5] every value of the %s slider has a position on it', (_, scale, end) => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: end, noNaN: true }), (value) => {
      const position = scale.toPosition(value);
      return Number.isInteger(position) && position >= 0 && position <= scale.steps;
    }),
  );
});

test.each(scales)('[U5] the value of a %s slider position leads back to it', (_, scale) => {
  for (let position = 0; position <= scale.steps; position++) {
    const value = scale.toValue(position);
    expect(scale.toValue(scale.toPosition(value))).toBe(value);
  }
});

test('[U5] a pause is a position of its own: the next one is warp 1', () => {
  expect(warpScale.toValue(1)).toBe(1);
});

test('[U6] a custom distance is turned into light time by exact constants', () => {
  expect(owltMsOf(299_792.458, 'km')).toBeCloseTo(1_000, 9);
  expect(owltMsOf(1, 'AU')).toBeCloseTo(499_004.784, 3); // IAU 2012 B2: 149,597,870.7 km
  expect(owltMsOf(1, 'light-years')).toBe(31_557_600_000);
  expect([owltMsOf(50, 's'), owltMsOf(20, 'min'), owltMsOf(1, 'h')]).toEqual([
    50_000, 1_200_000, 3_600_000,
  ]);
  expect(kmOfLight(owltMsOf(384_400, 'km'))).toBeCloseTo(384_400, 6);
});
