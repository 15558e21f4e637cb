import { expect, test } from 'vitest';
import { IDEAL_DIRECTION } from '../../../shared/link/parameters.ts';
import { RETRANSMISSIONS_MAX, RTO_MS_MAX, rtoMs } from '../../../shared/link/retransmission.ts';
import { dues, fiveErrors, losses, mean, send, share, within } from './send.ts';

const N = 40_000;

test('[L3] loss 1 drops every packet', () => {
  expect(share(losses({ direction: { loss: 1 }, count: 100 }))).toBe(1);
});

test('[L30] loss takes just that share', () => {
  const lost = share(losses({ direction: { loss: 0.05 }, count: N }));
  expect(within(lost, 0.05, fiveErrors(0.05, N))).toBe('within');
});

test('[L31] correlated loss takes the same share, in clusters', () => {
  const lost = losses({ direction: { loss: 0.1, lossCorrelation: 0.6 }, count: N });
  // The variance of the mean of such a chain is (1 + 0.6) / (1 - 0.6) = 4 times that of free draws.
  expect(within(share(lost), 0.1, 2 * fiveErrors(0.1, N))).toBe('within');
  // After a lost one: repeated (0.6), or drawn afresh and lost (0.4 x 0.1).
  const next = lost.slice(1).filter((_, index) => lost[index]);
  expect(within(share(next), 0.64, fiveErrors(0.64, next.length))).toBe('within');
});

test('[L32] lossEvery loses every Nth packet and no other', () => {
  const lost = losses({ direction: { lossEvery: 3 }, count: 7 });
  expect(lost).toEqual([false, false, true, false, false, true, false]);
});

test('[L33] bursts take the share and have the length of their chain', () => {
  const lossBurst = { p: 0.02, r: 0.25, lossBad: 1, lossGood: 0 };
  const lost = losses({ direction: { lossBurst }, count: N });
  // Stationary share p / (p + r); lambda = 1 - p - r; the variance of the mean grows by
  // (1 + lambda) / (1 - lambda).
  const expected = 0.02 / 0.27;
  const growth = Math.sqrt((1 + 0.73) / (1 - 0.73));
  expect(within(share(lost), expected, growth * fiveErrors(expected, N))).toBe('within');
  const bursts = lost
    .map(Number)
    .join('')
    .split('0')
    .filter(Boolean)
    .map((run) => run.length);
  // Geometric: mean 1 / r, deviation sqrt(1 - r) / r.
  const error = Math.sqrt(0.75) / 0.25 / Math.sqrt(bursts.length);
  expect(within(mean(bursts), 4, 5 * error)).toBe('within');
});

test('[L33] a bad state may let some through, a good one lose some', () => {
  const lossBurst = { p: 0.1, r: 0.3, lossBad: 0.6, lossGood: 0.1 };
  const lost = losses({ direction: { lossBurst }, count: N });
  const bad = 0.1 / 0.4;
  const expected = bad * 0.6 + (1 - bad) * 0.1;
  // At most the growth of the chain itself: (1 + 0.6) / (1 - 0.6) = 4 in variance.
  expect(within(share(lost), expected, 2 * fiveErrors(expected, N))).toBe('within');
});

test('[L34] in a stream a lost packet comes after the timeout, and those behind it wait', () => {
  const direction = { delayMs: 50, lossEvery: 3 };
  const got = dues({ direction, mode: 'stream', count: 4, everyMs: 10, rtoMs: 400 });
  // The third is lost once: sent at 20, again at 420, there at 470.
  expect(got).toEqual([50, 60, 470, 470]);
});

test('[L34] the timeout doubles each time up to its cap', () => {
  const direction = { outage: { fromMs: 0, toMs: 250_000, everyMs: 0 } };
  const [due] = dues({ direction, mode: 'stream', count: 1, rtoMs: 10_000 });
  // 10, 30, 70 s, then every 60 s: 130, 190, 250 s: the first that is not before the end.
  expect([due, RTO_MS_MAX]).toEqual([250_000, 60_000]);
});

test('[L34] the timeout follows from the link: round trip plus four mean deviations', () => {
  const up = { ...IDEAL_DIRECTION, delayMs: 100, jitterMs: 10 };
  const down = { ...IDEAL_DIRECTION, delayMs: 300, jitterMs: 30 };
  expect(rtoMs({ mode: 'stream', up, down })).toBe(100 + 300 + 4 * 20);
  expect(rtoMs({ mode: 'stream', up: IDEAL_DIRECTION, down: IDEAL_DIRECTION })).toBe(200);
});

test('[L34] the mean delay of a lossy stream is that of its retransmissions', () => {
  const verdicts = send({ direction: { loss: 0.2 }, mode: 'stream', count: N });
  const again = verdicts.map((verdict) =>
    verdict.kind === 'deliver' ? verdict.again : Number.NaN,
  );
  // Geometric: mean p / (1 - p), deviation sqrt(p) / (1 - p).
  const error = Math.sqrt(0.2) / 0.8 / Math.sqrt(N);
  expect(within(mean(again), 0.25, 5 * error)).toBe('within');
});

test('[L35] a stream gives up after its last retransmission, and counts', () => {
  const verdicts = send({ direction: { loss: 1 }, mode: 'stream', count: 2 });
  expect([RETRANSMISSIONS_MAX, verdicts]).toEqual([
    15,
    [
      { kind: 'drop', reason: 'loss' },
      { kind: 'drop', reason: 'loss' },
    ],
  ]);
});

test('[L36] in an outage a datagram is lost, before and after it is not', () => {
  const direction = { outage: { fromMs: 10, toMs: 30, everyMs: 0 } };
  const got = send({ direction, count: 5, everyMs: 10 }).map((verdict) =>
    verdict.kind === 'drop' ? verdict.reason : verdict.kind,
  );
  expect(got).toEqual(['deliver', 'outage', 'outage', 'deliver', 'deliver']);
});

test('[L36] an outage can come again and again', () => {
  const direction = { outage: { fromMs: 0, toMs: 10, everyMs: 30 } };
  const got = dues({ direction, count: 7, everyMs: 10 });
  expect(got.map(Number.isNaN)).toEqual([true, false, false, true, false, false, true]);
});
