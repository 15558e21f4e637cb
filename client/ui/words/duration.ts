// How lengths of time are said: long ones as people say them, short ones as engineers do. Pure.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

/** `312 ms`, `10.7 s`, `42 min 56 s`, `3 h 12 min`, `5 d 7 h`, `4.24 years`. Negative is said as 0. */
export function sayDuration(ms: number): string {
  if (!Number.isFinite(ms)) return 'never';
  if (ms < 999.5) return `${Math.round(Math.max(0, ms))} ms`;
  if (ms < MINUTE - 50) return `${(ms / SECOND).toFixed(1).replace('.0', '')} s`;
  if (ms < HOUR - SECOND / 2) return twoUnits(ms, MINUTE, 'min', SECOND, 's');
  if (ms < DAY - MINUTE / 2) return twoUnits(ms, HOUR, 'h', MINUTE, 'min');
  if (ms < YEAR) return twoUnits(ms, DAY, 'd', HOUR, 'h');
  return `${(ms / YEAR).toLocaleString('en', { maximumFractionDigits: 2 })} years`;
}

/** A countdown: as above, but below a minute always in tenths of a second. */
export function sayCountdown(ms: number): string {
  return ms < MINUTE - 50 ? `${(Math.max(0, ms) / SECOND).toFixed(1)} s` : sayDuration(ms);
}

/** Light time of `simMs` in real time at a warp: `10.7 s here`; `paused` at warp 0. */
export function sayRealAt(simMs: number, warp: number): string {
  return warp === 0 ? 'paused' : sayDuration(simMs / warp);
}

function twoUnits(ms: number, big: number, bigUnit: string, small: number, smallUnit: string) {
  const smalls = Math.round(ms / small);
  const perBig = big / small;
  const rest = smalls % perBig;
  const head = `${Math.floor(smalls / perBig)} ${bigUnit}`;
  return rest === 0 ? head : `${head} ${rest} ${smallUnit}`;
}
