import { expect, it } from 'vitest';
import { inpOf, rateInp } from '../../../client/instruments/inp.ts';

it('[M4] the INP of a few interactions is the worst', () => {
  expect(inpOf([1464, 80, 40], 3)).toBe(1464);
});

it('[M4] of each fifty interactions the worst one is left out', () => {
  expect(inpOf([1464, 80, 40], 50)).toBe(80);
  expect(inpOf([1464, 80, 40], 120)).toBe(40);
});

it('[M4] without an interaction there is none', () => {
  expect(inpOf([], 0)).toBeUndefined();
});

it('[M4] good up to 200 ms, poor above 500', () => {
  expect([200, 208, 500, 504].map(rateInp)).toEqual(['good', 'needs work', 'needs work', 'poor']);
});
