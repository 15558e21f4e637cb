// Times as people read them, the one way for all: long ones as they say them (42 min 56 s), short ones
// as engineers do (312 ms). Pure.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

/**
 * A length of ms: `312 ms`, `10.7 s`, `42 min 56 s`, `3 h 12 min`, `5 d 7 h`, `4.24 years`. Negative is
 * said as 0; Infinity reads `never`.
 */
export function sayDuration(ms: number): string {
  if (!Number.isFinite(ms)) return 'never';
  if (ms < 999.5) return `${Math.round(Math.max(0, ms))} ms`;
  if (ms < MINUTE - 50) return `${(ms / SECOND).toFixed(1).replace('.0', '')} s`;
  if (ms < HOUR - SECOND / 2) return twoUnits(Math.round(ms / SECOND), 60, 'min', 's');
  if (ms < DAY - MINUTE / 2) return twoUnits(Math.round(ms / MINUTE), 60, 'h', 'min');
  if (ms < YEAR) return twoUnits(Math.round(ms / HOUR), 24, 'd', 'h');
  return `${(ms / YEAR).toLocaleString('en', { maximumFractionDigits: 2 })} years`;
}

/** A measured length of ms: `312 ms`, `3.02 s`, `12.4 s`. Shorter than a tenth of a ms: `0.04 ms`. */
export function sayMeasured(ms: number): string {
  if (ms < 0.095) return `${Math.max(0, ms).toFixed(2)} ms`;
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9.995 * SECOND) return `${(ms / SECOND).toFixed(2)} s`;
  return ms < MINUTE - 50 ? `${(ms / SECOND).toFixed(1)} s` : sayDuration(ms);
}

/** A countdown of ms: as sayDuration, but below a minute always in tenths of a second. */
export function sayCountdown(ms: number): string {
  return ms < MINUTE - 50 ? `${(Math.max(0, ms) / SECOND).toFixed(1)} s` : sayDuration(ms);
}

/** Light time of `simMs` in real time at a warp: `10.7 s`; `paused` at warp 0. */
export function sayRealAt(simMs: number, warp: number): string {
  return warp === 0 ? 'paused' : sayDuration(simMs / warp);
}

/** The time of day in UTC, `13:02:11`. ms since 1970, of either frame. */
export function sayTime(ms: number): string {
  const seconds = Math.floor((((ms % DAY) + DAY) % DAY) / SECOND);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function twoUnits(count: number, per: number, large: string, small: string): string {
  const rest = count % per;
  const head = `${Math.floor(count / per)} ${large}`;
  return rest === 0 ? head : `${head} ${rest} ${small}`;
}
