// A scenario in a link: what goes in comes out, and what cannot be is said.
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { linkOfScenario, readScenarioLink } from '../../../client/state/scenario-link.ts';
import { SCENARIO_BYTES_MAX } from '../../../shared/wire/limits.ts';

const read = (link: string) => readScenarioLink(new URL(link));
const packed = (text: string): string => deflateRawSync(text).toString('base64url');

test('[R21] what goes into a link comes out of it, to the letter', async () => {
  const texts = ['{}', '{\n  "title": "Rømer, 1676 – “late”"\n}', 'x'.repeat(SCENARIO_BYTES_MAX)];
  for (const file of texts) {
    const link = await linkOfScenario('http://10.0.0.7:3000', { file });
    expect(link).toMatch(/^http:\/\/10\.0\.0\.7:3000\/new#scenario=[\w-]+$/);
    expect(await read(link)).toEqual({ file });
  }
  const ours = await linkOfScenario('http://a', { scenario: 'mars-landing' });
  expect(ours).toBe('http://a/new?scenario=mars-landing');
  expect(await read(ours)).toEqual({ scenario: 'mars-landing' });
});

test.each([
  ['http://a/new', 'There is no scenario in this link.'],
  ['http://a/new#host=abc', 'There is no scenario in this link.'],
  ['http://a/new#scenario=AAAA', /^This link is damaged/],
  [`http://a/new#scenario=${packed('{"title": "cut off"}').slice(0, -6)}`, /^This link is damaged/],
])('[R21] %s is refused with a sentence', async (link, reason) => {
  expect(await read(link)).toMatch(reason);
});

test('[R21] a short link that unpacks to a lot is given up early', async () => {
  const bomb = `http://a/new#scenario=${packed(' '.repeat(2 ** 26))}`;
  expect(bomb.length).toBeLessThan(100_000);
  expect(await read(bomb)).toBe(`A scenario holds up to ${SCENARIO_BYTES_MAX} characters.`);
});
