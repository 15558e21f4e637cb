import { expect, it } from 'vitest';
import { explainRequests, readRequests } from '../../../client/lab/requests/requests-settings.ts';
import { mostAtOnce, waterfallOf } from '../../../client/lab/requests/waterfall.ts';

/** Called at 0, gone at `requestStart`, back 400 ms later. */
const timing = (requestStart: number) => ({
  startTime: 0,
  requestStart,
  responseStart: requestStart + 400,
  responseEnd: requestStart + 401,
});

it('[B3] a request is queued in the browser first, then on its way', () => {
  const { lanes, spans } = waterfallOf([timing(2), timing(402)]);
  expect(lanes.map(({ name }) => name)).toEqual(['request 1', 'request 2']);
  expect(spans.map(({ lane, kind, fromMs, toMs }) => [lane, kind, fromMs, toMs])).toEqual([
    ['1', 'waiting', 0, 403],
    ['2', 'queued', 0, 402],
    ['2', 'waiting', 402, 803],
  ]);
});

it('[B3] how many were away at once is counted from what was measured', () => {
  expect(mostAtOnce([timing(1), timing(2), timing(3)])).toBe(3);
  expect(mostAtOnce([timing(0), timing(400), timing(800)])).toBe(1);
  expect(mostAtOnce([])).toBe(0);
});

it('[B3] the sentence follows what the browser did, not what was asked of it', () => {
  const explain = (text: string, most: number) =>
    explainRequests(readRequests(new URLSearchParams(text)), { most });
  expect(explain('n=12&mode=all', 12)).toContain('at the same time');
  expect(explain('n=12&mode=all', 6)).toContain('the browser let 6');
  expect(explain('n=4&mode=all&address=same', 1)).toContain('the same address');
  expect(explain('n=4&mode=all&address=same', 4)).toContain('at the same time');
  expect(explain('n=12&mode=some&k=3', 3)).toContain('rounds of 3');
  expect(explain('n=12&mode=one', 1)).toContain('in a row');
});
