import { expect, it } from 'vitest';
import { createFrameLog } from '../../../client/instruments/frame-log.ts';

/** A log with a frame each 16 ms from 0 up to and with `toMs`. */
function logUpTo(toMs: number) {
  const log = createFrameLog(0);
  for (let at = 0; at <= toMs; at += 16) log.frame(at);
  return log;
}

it('[M1] frames per second are the frames of the last second', () => {
  expect(logUpTo(1600).fps(1600)).toBe(63);
});

it('[M1] the longest frame is the longest time between two frames, the one still open included', () => {
  const log = logUpTo(320);
  expect(log.longestGapMs(0, 325)).toBe(16);
  expect(log.longestGapMs(0, 2320)).toBe(2000);
  log.frame(2320);
  expect(log.longestGapMs(0, 2321)).toBe(2000);
  expect(log.longestGapMs(2320, 2321)).toBe(1);
});

it('[M2] a gap of 200 ms or more is a freeze, with its true beginning and end', () => {
  const log = logUpTo(160);
  expect(log.frame(359)).toBeUndefined();
  expect(log.frame(559)).toEqual({ fromMs: 359, toMs: 559 });
});

it('[M2] a hidden page is not frozen, however seldom it is drawn', () => {
  const log = logUpTo(160);
  expect(log.hide(170)).toBeUndefined();
  expect(log.frame(1170)).toBeUndefined();
  expect(log.frame(2170)).toBeUndefined();
  log.show(3000);
  expect(log.frame(3016)).toBeUndefined();
  expect(log.longestGapMs(0, 3020)).toBe(16);
});

it('[M2] what was frozen until it was hidden was frozen', () => {
  expect(logUpTo(160).hide(2160)).toEqual({ fromMs: 160, toMs: 2160 });
});

it('[M2] a machine that slept for minutes did not freeze the page', () => {
  expect(logUpTo(160).frame(600_000)).toBeUndefined();
});
