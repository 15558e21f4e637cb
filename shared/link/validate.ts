// Says at once, by name, range and value, what a link cannot be told. Takes anything, so that the
// HTTP door can hand over what it got.
import { DELAY_MS_MAX, type LinkChange, type LinkDirection } from './parameters.ts';

interface Range {
  readonly min: number;
  readonly max: number;
  readonly whole?: true;
}

const CHANCE: Range = { min: 0, max: 1 };
const MILLISECONDS: Range = { min: 0, max: DELAY_MS_MAX };
const COUNT: Range = { min: 0, max: 1_000_000, whole: true };
/** An outage may lie a day ahead. */
const OUTAGE_MS: Range = { min: 0, max: 86_400_000 };
const TABLE_LENGTH_MAX = 65_536;
const TABLE_OFFSET: Range = { min: -100, max: 100 };

const RANGES: { readonly [name in keyof LinkDirection]?: Range } = {
  delayMs: MILLISECONDS,
  jitterMs: MILLISECONDS,
  delayCorrelation: CHANCE,
  loss: CHANCE,
  lossCorrelation: CHANCE,
  lossEvery: COUNT,
  duplicate: CHANCE,
  duplicateCorrelation: CHANCE,
  reorder: CHANCE,
  reorderCorrelation: CHANCE,
  reorderGap: COUNT,
  rateBps: { min: 0, max: 1e12 },
  limit: { min: 1, max: 1_000_000, whole: true },
  slotMs: MILLISECONDS,
  slotMsMax: MILLISECONDS,
  slotPackets: COUNT,
};

/**
 * Checks a change of a link. Throws a RangeError for what is out of range (Expected `loss` from 0 to
 * 1, got 2) and a TypeError for what is not a parameter at all.
 */
export function assertLinkChange(change: unknown): asserts change is LinkChange {
  assertFields('a link', change, {
    mode: (mode) => expect(mode === 'stream' || mode === 'datagram', 'mode', MODES, mode),
    up: assertDirection,
    down: assertDirection,
  });
}

const MODES = "'stream' or 'datagram'";

type Checks = Readonly<Record<string, (value: unknown) => void>>;

const DIRECTION_CHECKS: Checks = {
  ...Object.fromEntries(
    Object.entries(RANGES).map(([name, range]) => [
      name,
      (value: unknown) => assertRange(name, range, value),
    ]),
  ),
  distribution: assertDistribution,
  lossBurst: (burst) =>
    burst === null || assertRecord('lossBurst', burst, ['p', 'r', 'lossBad', 'lossGood'], CHANCE),
  outage: assertOutage,
};

function assertDirection(direction: unknown): void {
  assertFields('a direction', direction, DIRECTION_CHECKS);
}

function assertDistribution(value: unknown): void {
  if (Array.isArray(value)) {
    expect(
      value.length >= 1 && value.length <= TABLE_LENGTH_MAX,
      'distribution',
      `a table of 1 to ${TABLE_LENGTH_MAX} offsets`,
      `${value.length} of them`,
    );
    for (const offset of value) assertRange('distribution', TABLE_OFFSET, offset);
    return;
  }
  const isKnown = value === 'uniform' || value === 'normal' || value === 'pareto';
  expect(isKnown, 'distribution', "'uniform', 'normal', 'pareto' or a table of numbers", value);
}

function assertOutage(value: unknown): void {
  if (value === null) return;
  assertRecord('outage', value, ['fromMs', 'toMs', 'everyMs'], OUTAGE_MS);
  const { fromMs, toMs, everyMs } = value as { fromMs: number; toMs: number; everyMs: number };
  expect(toMs > fromMs, 'outage.toMs', `above \`outage.fromMs\` (${fromMs})`, toMs);
  const isApart = everyMs === 0 || everyMs >= toMs - fromMs;
  expect(isApart, 'outage.everyMs', `0, or at least ${toMs - fromMs} (the outage)`, everyMs);
}

/** All `names` must be there, and in range. */
function assertRecord(what: string, value: unknown, names: readonly string[], range: Range): true {
  const check = (name: string) => (field: unknown) => assertRange(`${what}.${name}`, range, field);
  const checks = Object.fromEntries(names.map((name) => [name, check(name)]));
  assertFields(`\`${what}\``, value, checks);
  for (const name of names) {
    if (!Object.hasOwn(value as object, name)) checks[name]?.(undefined);
  }
  return true;
}

function assertFields(what: string, value: unknown, checks: Checks): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`Expected ${what} as an object, got ${show(value)}`);
  }
  for (const [name, field] of Object.entries(value)) {
    if (!Object.hasOwn(checks, name)) {
      throw new TypeError(
        `Expected one of ${Object.keys(checks).join(', ')} for ${what}, got \`${name}\``,
      );
    }
    checks[name]?.(field);
  }
}

function assertRange(name: string, range: Range, value: unknown): void {
  const isInRange = typeof value === 'number' && value >= range.min && value <= range.max;
  const kind = range.whole ? 'a whole number from' : 'from';
  const isWhole = !range.whole || Number.isInteger(value);
  expect(isInRange && isWhole, name, `${kind} ${range.min} to ${range.max}`, value);
}

function expect(holds: boolean, name: string, expected: string, value: unknown): void {
  if (!holds) throw new RangeError(`Expected \`${name}\` ${expected}, got ${show(value)}`);
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
