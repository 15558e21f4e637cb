// Many real requests to our server, each held for as long as its way there and back takes.
import type { Context, Play, Played } from '../state/play.ts';
import { othersTurn } from '../state/turn.ts';
import { CannotWait, waitAddress } from '../workers/sleep-blocking.ts';
import {
  explainRequests,
  type Mode,
  REQUESTS_MAX,
  type RequestsSettings,
  roundTripMs,
} from './requests-settings.ts';
import { mostAtOnce, type RequestTiming, waterfallOf } from './waterfall.ts';

export const MODE_NAMES: { readonly [M in Mode]: string } = {
  one: 'One at a time',
  all: 'All at once',
  some: 'A few at a time',
};

export function requestsPlay(settings: RequestsSettings): Play<void> {
  return {
    key: `requests/${settings.mode}`,
    title: `Many requests, ${MODE_NAMES[settings.mode].toLowerCase()}`,
    lanes: [],
    hasPageLane: false,
    run: (context) => send(settings, context),
  };
}

async function send(settings: RequestsSettings, { recording, signal }: Context): Promise<Played> {
  const { n, mode, k, address } = settings;
  const shared = waitAddress(roundTripMs(settings));
  const addresses = Array.from({ length: n }, () =>
    address === 'same' ? shared : waitAddress(roundTripMs(settings)),
  );
  performance.setResourceTimingBufferSize(4 * REQUESTS_MAX);
  performance.clearResourceTimings();
  const fetchOne = async (url: string, index: number): Promise<void> => {
    recording.addLane({ id: `${index + 1}`, name: `request ${index + 1}` });
    const end = recording.begin({ lane: `${index + 1}`, kind: 'waiting', label: 'called' });
    try {
      await ask(url, signal);
    } finally {
      end();
    }
  };
  await atMost(mode === 'one' ? 1 : mode === 'all' ? n : k, addresses, fetchOne);
  const totalMs = recording.nowMs();
  const timings = timingsOf(new Set(addresses));
  // What the browser measured itself says more than our own marks: when each one left it.
  if (timings.length === n) {
    const { lanes, spans } = waterfallOf(timings);
    recording.retell(lanes, spans);
  }
  return {
    results: [],
    why: explainRequests(settings, { most: mostAtOnce(timings) }),
    totalMs,
  };
}

async function ask(url: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal }).catch((cause: unknown) => {
    throw new CannotWait('The server cannot be reached.', { cause });
  });
  await response.text();
  if (response.status === 429)
    throw new CannotWait('The server holds too many waits now. Try again soon.');
  if (!response.ok)
    throw new CannotWait(`The server answered ${response.status} instead of waiting.`);
}

/** Sending two hundred takes a tenth of a second: it is cut in pieces, so that the page goes on drawing. */
const PIECE_MS = 40;

/** Works on all inputs, at most `limit` at a time, in their order. */
async function atMost<Input>(
  limit: number,
  inputs: readonly Input[],
  work: (input: Input, index: number) => Promise<void>,
): Promise<void> {
  const left = inputs.entries();
  const worker = async (): Promise<void> => {
    for (const [index, input] of left) await work(input, index);
  };
  const workers: Promise<void>[] = [];
  let hasFailed = false;
  let untilMs = performance.now() + PIECE_MS;
  while (workers.length < Math.min(limit, inputs.length) && !hasFailed) {
    const working = worker();
    working.catch(() => {
      hasFailed = true;
    });
    workers.push(working);
    if (performance.now() < untilMs) continue;
    await othersTurn();
    untilMs = performance.now() + PIECE_MS;
  }
  await Promise.all(workers);
}

function timingsOf(addresses: ReadonlySet<string>): readonly RequestTiming[] {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return entries.filter(({ name }) => addresses.has(name.slice(location.origin.length)));
}
