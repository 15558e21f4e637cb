// The settings of "Many requests", and what may be bet on them. Pure.
import { readChoice, readWhole } from '../state/read-settings.ts';

export const MODES = ['one', 'all', 'some'] as const;
export type Mode = (typeof MODES)[number];

export const ADDRESSES = ['own', 'same'] as const;
export type Address = (typeof ADDRESSES)[number];

export interface RequestsSettings {
  /** How many, 1 to 200. */
  readonly n: number;
  /** One-way delays in ms, each 0 to 4,000. */
  readonly up: number;
  readonly down: number;
  readonly mode: Mode;
  /** At most so many at a time in mode `some`, 1 to 50. */
  readonly k: number;
  /** Whether each asks for an address of its own. */
  readonly address: Address;
}

export const REQUESTS_MAX = 200;
export const ONE_WAY_MS_MAX = 4000;
export const AT_ONCE_MAX = 50;
/** What browsers allow to one host by HTTP/1.1. */
const CONNECTIONS = 6;

export function readRequests(search: URLSearchParams): RequestsSettings {
  const delay = { min: 0, max: ONE_WAY_MS_MAX, fallback: 200 };
  return {
    n: readWhole(search.get('n'), { min: 1, max: REQUESTS_MAX, fallback: 6 }),
    up: readWhole(search.get('up'), delay),
    down: readWhole(search.get('down'), delay),
    mode: readChoice(search.get('mode'), MODES),
    k: readWhole(search.get('k'), { min: 1, max: AT_ONCE_MAX, fallback: 3 }),
    address: readChoice(search.get('address'), ADDRESSES),
  };
}

export const writeRequests = (settings: RequestsSettings): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, `${value}`]));

/** There and back, in ms. */
export const roundTripMs = ({ up, down }: RequestsSettings): number => up + down;

/** Amounts worth betting on: one round trip, rounds of k, rounds of six, all in a row. */
export function requestBets(settings: RequestsSettings): readonly number[] {
  const { n, k } = settings;
  const trip = roundTripMs(settings);
  return [1, Math.ceil(n / CONNECTIONS), Math.ceil(n / k), n].map((rounds) => rounds * trip);
}

export interface Observed {
  /** On their way at once, at most, as the browser measured. */
  readonly most: number;
}

/** Why it took so long: from the settings and from what was observed. */
export function explainRequests(
  { n, mode, k, address }: RequestsSettings,
  { most }: Observed,
): string {
  if (n === 1) return 'One request, one round trip.';
  if (mode === 'one')
    return 'Each one set out when the one before was back: all the waits in a row.';
  const allowed = mode === 'all' ? n : Math.min(n, k);
  if (most >= allowed) {
    return mode === 'all'
      ? 'They waited at the same time: all of them took about as long as one.'
      : `${allowed} at a time: as many round trips as there are rounds of ${allowed}.`;
  }
  if (most === 1 && address === 'same') {
    return 'All asked for the same address, and the browser lets one go at a time: it hopes to answer the others from its cache.';
  }
  return `You let ${allowed} go at once, the browser let ${most}: it keeps so few connections to one host, and the others queue up.`;
}
