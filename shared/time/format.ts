// Times as people read them. Long ones as they say them (42 min 56 s), short ones as engineers do.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

/**
 * A duration of ms, 0 or more: `312 ms`, `9.9 s`, `42 s`, `42 min 56 s`, `5 h 18 min`, `3 d 4 h`,
 * `4.2 years`. Infinity reads `never`.
 */
export function formatDuration(ms: number): string {
  if (ms === Infinity) return 'never';
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9.95 * SECOND) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < 59.5 * SECOND) return `${Math.round(ms / SECOND)} s`;
  if (ms < HOUR - SECOND / 2) return twoUnits(Math.round(ms / SECOND), 60, 'min', 's');
  if (ms < DAY - MINUTE / 2) return twoUnits(Math.round(ms / MINUTE), 60, 'h', 'min');
  if (ms < YEAR) return twoUnits(Math.round(ms / HOUR), 24, 'd', 'h');
  return `${(ms / YEAR).toFixed(1)} years`;
}

function twoUnits(count: number, per: number, large: string, small: string): string {
  const rest = count % per;
  return rest === 0
    ? `${count / per} ${large}`
    : `${Math.floor(count / per)} ${large} ${rest} ${small}`;
}

/** The time of day in UTC, `13:46:02 UTC`. ms since 1970, of either frame. */
export function formatUtc(ms: number): string {
  const seconds = Math.floor((((ms % DAY) + DAY) % DAY) / SECOND);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)} UTC`;
}
