import { expect, test } from 'vitest';
import { OFFSET_MAX, offsetAt } from '../../../shared/link/distributions.ts';
import { delays, fiveErrors, mean, share, within } from './send.ts';

const N = 20_000;
const variance = (values: readonly number[]): number => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
};

test('[L20] delay without jitter is exact', () => {
  expect(delays({ direction: { delayMs: 250 }, count: 3 })).toEqual([250, 250, 250]);
});

test('[L21] uniform jitter stays within +-jitter', () => {
  const got = delays({ direction: { delayMs: 100, jitterMs: 20 }, count: N });
  expect([Math.min(...got) >= 80, Math.max(...got) < 120]).toEqual([true, true]);
});

test('[L21] uniform jitter has the mean and the spread of an even law', () => {
  const got = delays({ direction: { delayMs: 100, jitterMs: 20 }, count: N });
  // sigma = J / sqrt 3; of the mean sigma / sqrt N; of the variance sigma^2 sqrt((1.8 - 1) / N).
  const sigma = 20 / Math.sqrt(3);
  expect(within(mean(got), 100, (5 * sigma) / Math.sqrt(N))).toBe('within');
  expect(within(variance(got), sigma ** 2, 5 * sigma ** 2 * Math.sqrt(0.8 / N))).toBe('within');
});

test('[L22] normal jitter has jitter as its standard deviation', () => {
  const got = delays({
    direction: { delayMs: 200, jitterMs: 20, distribution: 'normal' },
    count: N,
  });
  // Of the variance sigma^2 sqrt((3 - 1) / N). The cut at 4 sigma takes 1.2e-4 of it: no matter.
  expect(within(mean(got), 200, (5 * 20) / Math.sqrt(N))).toBe('within');
  expect(within(variance(got), 400, 5 * 400 * Math.sqrt(2 / N))).toBe('within');
});

test('[L22] normal jitter has the quantiles of the bell', () => {
  const got = delays({
    direction: { delayMs: 200, jitterMs: 20, distribution: 'normal' },
    count: N,
  });
  for (const [sigmas, below] of [
    [-2, 0.02275],
    [-1, 0.158655],
    [0, 0.5],
    [1, 0.841345],
  ] as const) {
    const measured = share(got.map((delay) => delay < 200 + sigmas * 20));
    expect(within(measured, below, fiveErrors(below, N))).toBe('within');
  }
});

test('[L23] pareto jitter has its heavy tail, cut at four deviations', () => {
  const got = delays({
    direction: { delayMs: 200, jitterMs: 20, distribution: 'pareto' },
    count: N,
  });
  // X is Pareto from 1 on, shape 3: mean 1.5, deviation 0.8660; cut at c = 1.5 + 4 x 0.8660 = 4.9641.
  // E[min(X, c)] = 1.5 - 1 / 2c^2; E[min(X, c)^2] = 3 - 2/c; P(X > x) = x^-3.
  const deviation = Math.sqrt(0.75);
  const c = 1.5 + OFFSET_MAX * deviation;
  const cutMean = 1.5 - 1 / (2 * c * c);
  const cutDeviation = Math.sqrt(3 - 2 / c - cutMean ** 2);
  const expected = 200 + (20 * (cutMean - 1.5)) / deviation;
  const error = (20 * cutDeviation) / deviation / Math.sqrt(N);
  expect(within(mean(got), expected, 5 * error)).toBe('within');
  for (const x of [1.2, 2, 4]) {
    const measured = share(got.map((delay) => delay > 200 + (20 * (x - 1.5)) / deviation));
    expect(within(measured, x ** -3, fiveErrors(x ** -3, N))).toBe('within');
  }
});

test('[L24] a table is drawn from evenly', () => {
  const got = delays({
    direction: { delayMs: 50, jitterMs: 10, distribution: [-1, 0, 3] },
    count: N,
  });
  for (const value of [40, 50, 80]) {
    const measured = share(got.map((delay) => Math.abs(delay - value) < 1e-9));
    expect(within(measured, 1 / 3, fiveErrors(1 / 3, N))).toBe('within');
  }
});

test('[L25] a correlated delay repeats with just that chance', () => {
  const got = delays({
    direction: { delayMs: 100, jitterMs: 20, delayCorrelation: 0.3 },
    count: N,
  });
  const repeats = got.slice(1).map((delay, index) => Math.abs(delay - (got[index] ?? 0)) < 1e-9);
  expect(within(share(repeats), 0.3, fiveErrors(0.3, N))).toBe('within');
});

test('[L25] correlation leaves mean and spread as they were', () => {
  const got = delays({
    direction: { delayMs: 100, jitterMs: 20, delayCorrelation: 0.5 },
    count: N,
  });
  // The variance of a mean of such a chain is (1 + rho) / (1 - rho) = 3 times that of free draws;
  // the squares repeat together with the values, so theirs too.
  const sigma = 20 / Math.sqrt(3);
  expect(within(mean(got), 100, 5 * sigma * Math.sqrt(3 / N))).toBe('within');
  expect(within(variance(got), sigma ** 2, 5 * sigma ** 2 * Math.sqrt(2.4 / N))).toBe('within');
});

test('[L26] no delay falls below zero', () => {
  for (const distribution of ['uniform', 'normal', 'pareto'] as const) {
    const got = delays({ direction: { delayMs: 5, jitterMs: 50, distribution }, count: N });
    expect(Math.min(...got)).toBe(0);
  }
});

test('[L22] the extremes of chance stay within four deviations', () => {
  for (const distribution of ['normal', 'pareto'] as const) {
    for (const draw of [0, 2 ** -32, 1 - 2 ** -32]) {
      expect(Math.abs(offsetAt(distribution, draw))).toBeLessThanOrEqual(OFFSET_MAX);
    }
  }
});
