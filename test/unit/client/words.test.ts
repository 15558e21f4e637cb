import { expect, test } from 'vitest';
import { sayDistance, sayWarp } from '../../../client/ui/words/distance.ts';
import { sayCountdown, sayDuration, sayRealAt } from '../../../client/ui/words/duration.ts';
import { splitText } from '../../../client/ui/words/text-pieces.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 1_440 * MINUTE;

test('[U1] short times are said as engineers do, long ones as people do', () => {
  const said = [0, 312, 999.7, 10_660, 50 * SECOND, 42 * MINUTE + 56_000, 193 * MINUTE, 5.3 * DAY];
  expect(said.map(sayDuration)).toEqual([
    '0 ms',
    '312 ms',
    '1 s',
    '10.7 s',
    '50 s',
    '42 min 56 s',
    '3 h 13 min',
    '5 d 7 h',
  ]);
});

test('[U1] a rounded length never shows sixty of a unit', () => {
  const edges = [59_960, 59.9999 * MINUTE, 23.9999 * 60 * MINUTE];
  expect(edges.map(sayDuration)).toEqual(['1 min', '1 h', '1 d']);
});

test('[U1] years are said in years, and what never comes is said so', () => {
  expect([sayDuration(4.24 * 365.25 * DAY), sayDuration(Infinity)]).toEqual([
    '4.24 years',
    'never',
  ]);
});

test('[U1] a countdown keeps its tenth, so that it does not change width', () => {
  expect([10_000, 980, -5].map(sayCountdown)).toEqual(['10.0 s', '1.0 s', '0.0 s']);
});

test('[U2] light time is said in real time at the warp, and as paused without one', () => {
  expect([sayRealAt(2_576_000, 260), sayRealAt(2_576_000, 0)]).toEqual(['9.9 s', 'paused']);
});

test('[U3] distances are said in the unit of their size', () => {
  expect([384_400, 772_100_000, 5_912_000_000, 4.011e13].map(sayDistance)).toEqual([
    '384,400 km',
    '772 million km',
    '5.91 billion km',
    '4.24 light-years',
  ]);
});

test('[U3] a warp is said with its sign, and 0 as paused', () => {
  expect([0, 1, 260, 1_000_000].map(sayWarp)).toEqual(['paused', '×1', '×260', '×1,000,000']);
});

test('[U4] the pieces of a text are the text', () => {
  const text = 'See https://example.org/a_(b), (http://x.test/?q=1) or <b>javascript:alert(1)</b>.';
  expect(
    splitText(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
});

test('[U4] only http and https become links, without the punctuation of the sentence', () => {
  const hrefs = splitText(
    'https://example.org/a_(b), (http://x.test/?q=1). javascript:alert(1) data:text/html,x ftp://y.test',
  ).flatMap(({ href }) => href ?? []);
  expect(hrefs).toEqual(['https://example.org/a_(b)', 'http://x.test/?q=1']);
});
