import { expect, test } from 'vitest';
import { formatDuration, formatUtc } from '../../../shared/time/format.ts';

test.each([
  [0, '0 ms'],
  [312.4, '312 ms'],
  [999.6, '1.0 s'],
  [9904, '9.9 s'],
  [42_400, '42 s'],
  [59_600, '1 min'],
  [2_576_210, '42 min 56 s'],
  [3_599_600, '1 h'],
  [19_080_000, '5 h 18 min'],
  [86_400_000 * 3.5, '3 d 12 h'],
  [86_400_000 * 365.25 * 4.2, '4.2 years'],
  [Infinity, 'never'],
])('[T9] %d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('[T9] the time of day is in UTC, before 1970 too', () => {
  expect(formatUtc(Date.UTC(2026, 10, 22, 13, 46, 2))).toBe('13:46:02 UTC');
  expect(formatUtc(Date.UTC(1676, 10, 9, 5, 45, 0))).toBe('05:45:00 UTC');
});
