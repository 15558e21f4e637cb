import { expect, test } from 'vitest';
import {
  changeLink,
  IDEAL_DIRECTION,
  IDEAL_LINK,
  isTransparent,
} from '../../../shared/link/parameters.ts';
import { LINK_PRESETS, presetOf } from '../../../shared/link/presets.ts';
import { assertLinkChange } from '../../../shared/link/validate.ts';

const refusal = (change: unknown): string => {
  try {
    assertLinkChange(change);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

test('[L1] what is out of range is refused by name, range and value', () => {
  expect(refusal({ up: { loss: 2 } })).toBe('Expected `loss` from 0 to 1, got 2');
});

test.each([
  [{ up: { delayMs: -1 } }, 'Expected `delayMs` from 0 to 60000, got -1'],
  [{ up: { delayMs: Number.NaN } }, 'Expected `delayMs` from 0 to 60000, got NaN'],
  [{ up: { delayMs: '5' } }, "Expected `delayMs` from 0 to 60000, got '5'"],
  [{ down: { limit: 0 } }, 'Expected `limit` a whole number from 1 to 1000000, got 0'],
  [{ down: { lossEvery: 1.5 } }, 'Expected `lossEvery` a whole number from 0 to 1000000, got 1.5'],
  [{ mode: 'tcp' }, "Expected `mode` 'stream' or 'datagram', got 'tcp'"],
  [
    { up: { distribution: 'even' } },
    "Expected `distribution` 'uniform', 'normal', 'pareto' or a table of numbers, got 'even'",
  ],
  [{ up: { distribution: [1, 1000] } }, 'Expected `distribution` from -100 to 100, got 1000'],
  [
    { up: { lossBurst: { p: 2, r: 1, lossBad: 1, lossGood: 0 } } },
    'Expected `lossBurst.p` from 0 to 1, got 2',
  ],
  [{ up: { lossBurst: { p: 1 } } }, 'Expected `lossBurst.r` from 0 to 1, got undefined'],
  [
    { up: { outage: { fromMs: 5, toMs: 5, everyMs: 0 } } },
    'Expected `outage.toMs` above `outage.fromMs` (5), got 5',
  ],
  [
    { up: { outage: { fromMs: 0, toMs: 50, everyMs: 20 } } },
    'Expected `outage.everyMs` 0, or at least 50 (the outage), got 20',
  ],
  [{ up: 5 }, 'Expected a direction as an object, got 5'],
  [null, 'Expected a link as an object, got null'],
])('[L1] %j is refused', (change, message) => {
  expect(refusal(change)).toBe(message);
});

test('[L1] a name that is no parameter is refused, however it is spelt', () => {
  expect(refusal({ up: { dealyMs: 5 } })).toMatch(/, got `dealyMs`$/);
  expect(refusal(JSON.parse('{"up":{"__proto__":{}}}'))).toMatch(/, got `__proto__`$/);
});

test('[L2] a change touches what it names and nothing else', () => {
  const link = changeLink(IDEAL_LINK, { up: { delayMs: 5 } });
  expect(link).toEqual({ ...IDEAL_LINK, up: { ...IDEAL_DIRECTION, delayMs: 5 } });
});

test('[L4] every preset can be set, and only the first does nothing', () => {
  for (const { up, down } of LINK_PRESETS) assertLinkChange({ up, down });
  const idle = LINK_PRESETS.filter(({ up, down }) => isTransparent(up) && isTransparent(down));
  expect(idle.map(({ id }) => id)).toEqual(['ideal']);
});

test('[L4] preset ids are unique and found', () => {
  expect(new Set(LINK_PRESETS.map(({ id }) => id)).size).toBe(LINK_PRESETS.length);
  expect([presetOf('edge')?.up.delayMs, presetOf('nowhere')]).toEqual([420, undefined]);
});
