// Scenario files: read, or refused with the line at which they are wrong.
import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../../server/chat/built-in.ts';
import { describeScenario } from '../../../server/chat/scenarios.ts';
import { readScenario } from '../../../shared/chat/scenario-reader.ts';
import { createLightTimes } from '../../../shared/space/light-time.ts';
import { simMs } from '../../../shared/time/frames.ts';

const LINES = [
  '{',
  '  "lightlag": "scenario", "version": 1,',
  '  "title": "Mine", "warp": 60, "far": "io",',
  '  "starts": "1969-07-20T20:17:40Z",',
  '  "places": [{ "id": "at-relay", "name": "Relay", "near": "earth", "seconds": 5 }],',
  '  "ways": [{ "from": "earth", "to": "io", "block": { "fromSeconds": 1, "toSeconds": 2, "fate": "lost" } }],',
  '  "stations": [{ "place": "io", "name": "Io", "hue": 85 }],',
  '  "links": [{ "for": "all", "steps": [{ "atMs": 0, "preset": "3g" }] }],',
  '  "script": [',
  '    { "at": 1, "caption": "It takes {light io earth}" },',
  '    { "at": 5, "warp": 2, "say": { "station": "Io", "text": "Hello" } }',
  '  ]',
  '}',
];

/** The file with something else on a line, counted from 1. */
const withLine = (line: number, from: string, to: string): string =>
  LINES.map((text, index) => (index === line - 1 ? text.replace(from, to) : text)).join('\n');

test('[R14] a scenario file is read', () => {
  expect(readScenario(LINES.join('\n'))).toMatchObject({ title: 'Mine', warp: 60 });
});

describe('[R14] what is wrong is told with its line', () => {
  test.each([
    [3, '"Mine",', '"Mine"', 'Expected `,` or `}`'],
    [3, '60', 'sixty', 'Expected a value'],
    [3, '60', '-1', 'warp'],
    [3, '"io"', '"nowhere"', 'There is no place `nowhere`'],
    [4, '07-20', '02-31', 'a day and a time that exist'],
    [4, '1969', '1500', 'Expected a UTC time'],
    [5, '"earth"', '"at-relay"', 'There is no body `at-relay`'],
    [5, '"seconds": 5', '"seconds": -5', 'Expected seconds from 0'],
    [5, '"near"', '"nearby"', 'near'],
    [6, '"toSeconds": 2', '"toSeconds": 1', 'A block ends after it begins'],
    [6, '"to": "io"', '"to": "earth"', 'Expected two places'],
    [7, '"io"', '"at-moon"', 'There is no place `at-moon`'],
    [8, '"3g"', '"9g"', 'preset'],
    [8, '"steps"', '"preset": "3g", "steps"', 'Expected a preset or steps'],
    [10, 'io earth', 'io', 'Expected {light FROM TO}'],
    [11, '"at": 5', '"at": 0', 'Expected at least 1'],
    [11, '"Io"', '"Europa"', 'There is no station `Europa`'],
    [13, '}', '} x', 'Expected nothing more'],
  ])('line %i: %s becomes %s', (line, from, to, words) => {
    const read = readScenario(withLine(line, from, to));
    expect(read).toMatch(new RegExp(`^Line ${line}: `));
    expect(read).toContain(words);
  });
});

test('[R14] a file that is nested without end is refused, not followed', () => {
  expect(readScenario('['.repeat(100_000))).toMatch(/^Line 1: Expected at most 32 levels/);
});

test('[R15] the built-in ones are there, and their light times are those of their dates', () => {
  const lightTimes = createLightTimes();
  const at = simMs(Date.UTC(2026, 10, 22, 12));
  const cards = SCENARIOS.map((one) => describeScenario(one, { lightTimes, at }));
  const owlt = (id: string) => (cards.find((card) => card.id === id)?.owltMs ?? -1) / 1000;
  expect(
    cards
      .filter(({ isMore }) => isMore)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(
    ['far-side', 'mars-landing', 'moon-landing', 'romer', 'starlink', 'train', 'two-tabs'].sort(),
  );
  // The Moon was 393,000 km away; JPL gave 13 min 48 s for the landing of Curiosity.
  expect(owlt('moon-landing')).toBeGreaterThan(1.28);
  expect(owlt('moon-landing')).toBeLessThan(1.32);
  expect(Math.abs(owlt('mars-landing') - (13 * 60 + 48))).toBeLessThan(2);
  expect(owlt('io')).toBeCloseTo(2576.21, 0);
  expect([owlt('fifty'), owlt('twenty-minutes'), owlt('two-tabs')]).toEqual([50, 1200, 0]);
});
