import { expect, test } from 'vitest';
import {
  sayCountdown,
  sayDuration,
  sayMeasured,
  sayRealAt,
  sayTime,
} from '../../../shared/time/format.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

test.each([
  [-5, '0 ms'],
  [0, '0 ms'],
  [312.4, '312 ms'],
  [999.7, '1 s'],
  [9904, '9.9 s'],
  [10_660, '10.7 s'],
  [50_000, '50 s'],
  [59_960, '1 min'],
  [2_576_210, '42 min 56 s'],
  [59.9999 * MINUTE, '1 h'],
  [193 * MINUTE, '3 h 13 min'],
  [23.9999 * 60 * MINUTE, '1 d'],
  [5.3 * DAY, '5 d 7 h'],
  [4.24 * 365.25 * DAY, '4.24 years'],
  [Infinity, 'never'],
])('[T9] %d ms reads %s', (ms, text) => {
  expect(sayDuration(ms)).toBe(text);
});

test.each([
  [0.04, '0.04 ms'],
  [0.099, '0.1 ms'],
  [1.25, '1.3 ms'],
  [9.97, '10 ms'],
  [312.4, '312 ms'],
  [999.6, '1.00 s'],
  [3_016, '3.02 s'],
  [9_996, '10.0 s'],
  [61_000, '1 min 1 s'],
])('[T9] a measured %d ms reads %s', (ms, text) => {
  expect(sayMeasured(ms)).toBe(text);
});

test('[T9] a countdown keeps its tenth, so that it does not change width', () => {
  expect([10_000, 980, -5].map(sayCountdown)).toEqual(['10.0 s', '1.0 s', '0.0 s']);
});

test('[U2] light time is said in real time at the warp, and as paused without one', () => {
  expect([sayRealAt(2_576_000, 260), sayRealAt(2_576_000, 0)]).toEqual(['9.9 s', 'paused']);
});

test('[T9] the time of day is in UTC, before 1970 too', () => {
  expect(sayTime(Date.UTC(2026, 10, 22, 13, 46, 2))).toBe('13:46:02');
  expect(sayTime(Date.UTC(1676, 10, 9, 5, 45, 0))).toBe('05:45:00');
});
