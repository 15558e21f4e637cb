import { expect, it } from 'vitest';
import { judgeFreeze, verdictOf } from '../../../client/instruments/verdict.ts';

const freeze = { fromMs: 1000, toMs: 3009 };
const nothing = { isReported: true, longFrames: [], marks: [] };

it('[M3] waiting: await would have made it free', () => {
  const longFrames = [{ fromMs: 998, toMs: 3008, pausedMs: 2008, ownMs: 2009 }];
  expect(judgeFreeze(freeze, { ...nothing, longFrames })).toEqual({
    kind: 'waiting',
    waitingMs: 2008,
    frozenMs: 2009,
    sentence: '2008 of 2009 ms were waiting: await would have made it free.',
  });
});

it('[M3] computing: await would not help, a worker would', () => {
  const longFrames = [{ fromMs: 998, toMs: 3008, pausedMs: 0, ownMs: 2009 }];
  expect(judgeFreeze(freeze, { ...nothing, longFrames })).toMatchObject({
    kind: 'computing',
    sentence: 'All of it was computing: await would not help, a worker would.',
  });
});

it('[M3] some of both is said as both', () => {
  expect(verdictOf(1200, 2000)).toMatchObject({
    kind: 'both',
    sentence:
      '1200 of 2000 ms were waiting: await would free those. The rest was computing: a worker would take it.',
  });
});

it('[M3] where the browser says nothing, our own marks decide', () => {
  const marks = [{ kind: 'waiting' as const, fromMs: 1001, toMs: 3005 }];
  expect(judgeFreeze(freeze, { ...nothing, marks })).toMatchObject({
    kind: 'waiting',
    waitingMs: 2004,
  });
});

it('[M3] the word of the browser wins over our own marks', () => {
  const longFrames = [{ fromMs: 998, toMs: 3008, pausedMs: 0, ownMs: 2009 }];
  const marks = [{ kind: 'waiting' as const, fromMs: 1001, toMs: 3005 }];
  expect(judgeFreeze(freeze, { ...nothing, longFrames, marks }).kind).toBe('computing');
});

it('[M3] evidence of another time is no evidence', () => {
  const longFrames = [{ fromMs: 0, toMs: 500, pausedMs: 400, ownMs: 500 }];
  const marks = [{ kind: 'waiting' as const, fromMs: 5000, toMs: 6000 }];
  expect(judgeFreeze(freeze, { isReported: false, longFrames, marks }).kind).toBe('unknown');
});

it('[M3] a page that had little to do with it is not blamed: the machine was busy elsewhere', () => {
  const longFrames = [{ fromMs: 998, toMs: 3008, pausedMs: 0, ownMs: 20 }];
  const sentence = (ms: number) =>
    `Only ${ms} of 2009 ms were this page’s own: the machine was busy with something else.`;
  expect(judgeFreeze(freeze, { ...nothing, longFrames })).toMatchObject({
    kind: 'elsewhere',
    sentence: sentence(20),
  });
  expect(judgeFreeze(freeze, nothing)).toMatchObject({ kind: 'elsewhere', sentence: sentence(0) });
});
