import { expect, test } from 'vitest';
import type { LinkDirection } from '../../../shared/link/parameters.ts';
import { createRandom } from '../../../shared/random/random.ts';
import { delays, fiveErrors, losses, send, share, within } from './send.ts';

const draws = (count: number, ...names: string[]): number[] => {
  const random = createRandom(...names);
  return Array.from({ length: count }, () => random.next());
};

const BUSY: Partial<LinkDirection> = {
  delayMs: 50,
  jitterMs: 20,
  loss: 0.1,
  lossBurst: { p: 0.01, r: 0.3, lossBad: 1, lossGood: 0 },
  duplicate: 0.1,
  reorder: 0.1,
  slotMs: 1,
  slotMsMax: 4,
};

test('[L50] the same names give the same chance', () => {
  expect(draws(100, 'seed', 'jitter')).toEqual(draws(100, 'seed', 'jitter'));
});

test('[L50] other names, or names cut elsewhere, give another chance', () => {
  const first = (...names: string[]) => draws(1, ...names)[0];
  const all = [
    first('seed', 'a'),
    first('seed', 'b'),
    first('seeda', ''),
    first('', 'seeda'),
    first('seed2', 'a'),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('[L50] chance is even: sixteen bins', () => {
  const N = 160_000;
  const bins = new Array<number>(16).fill(0);
  for (const draw of draws(N, 'even'))
    bins[Math.floor(draw * 16)] = (bins[Math.floor(draw * 16)] ?? 0) + 1;
  for (const bin of bins) expect(within(bin / N, 1 / 16, fiveErrors(1 / 16, N))).toBe('within');
});

test('[L50] streams of different names are independent', () => {
  const N = 100_000;
  const [a, b] = [draws(N, 'seed', 'loss'), draws(N, 'seed', 'jitter')];
  const both = share(a.map((draw, index) => draw < 0.5 && (b[index] ?? 1) < 0.5));
  expect(within(both, 0.25, fiveErrors(0.25, N))).toBe('within');
});

test('[L51] the same seed gives the same verdicts', () => {
  const sending = { direction: BUSY, count: 10_000 };
  expect(send(sending)).toEqual(send(sending));
});

test('[L51] another seed gives others', () => {
  const sending = { direction: BUSY, count: 1000 };
  expect(send(sending)).not.toEqual(send({ ...sending, seed: 'other' }));
});

test('[L52] which packets are lost does not depend on any other knob', () => {
  const alone = losses({ direction: { loss: 0.1 }, count: 10_000 });
  const { lossBurst, ...others } = BUSY;
  expect(losses({ direction: { ...others, limit: 5 }, count: 10_000 })).toEqual(alone);
  expect(lossBurst).toBeDefined();
});

test('[L52] the jitter of a packet does not depend on which others are lost', () => {
  const alone = delays({ direction: { delayMs: 50, jitterMs: 20 }, count: 10_000 });
  const lossy = delays({
    direction: { delayMs: 50, jitterMs: 20, loss: 0.3, duplicate: 0.3 },
    count: 10_000,
  });
  expect(lossy.filter((delay, index) => !Number.isNaN(delay) && delay !== alone[index])).toEqual(
    [],
  );
});

test('[L52] the slots of a link do not depend on which packets are lost', () => {
  const direction = { slotMs: 10, slotMsMax: 30 };
  const alone = delays({ direction, count: 5000, everyMs: 100 });
  const lossy = delays({ direction: { ...direction, loss: 0.3 }, count: 5000, everyMs: 100 });
  expect(lossy.filter((delay, index) => !Number.isNaN(delay) && delay !== alone[index])).toEqual(
    [],
  );
});
