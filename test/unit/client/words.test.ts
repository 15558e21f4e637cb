import { expect, test } from 'vitest';
import { sayDistance, sayWarp } from '../../../client/ui/words/distance.ts';
import { splitText } from '../../../client/ui/words/text-pieces.ts';

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
