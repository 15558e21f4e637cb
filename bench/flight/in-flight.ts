// What a million messages on their way cost: memory, putting in, taking out, against a timer each.
import { createFeeds, type Feeds } from '../../server/chat/feeds.ts';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import type { DataEvent } from '../../shared/chat/event.ts';
import { createLightTimes } from '../../shared/space/light-time.ts';
import { noPlaces, withPlace } from '../../shared/space/place-table.ts';
import { arrivalAt } from '../../shared/space/places.ts';
import { noWays } from '../../shared/space/way-table.ts';
import { realMs, simMs } from '../../shared/time/frames.ts';
import { startWarp } from '../../shared/time/warp.ts';
import { exponent, median } from '../support/figures.ts';
import type { Row, Size, Suite } from '../support/row.ts';

export const inFlight: Suite = { name: 'in-flight', run };

const PLACES = Array.from({ length: 5 }, (_, index) => `at-${index}`);
const OPENED = simMs(Date.UTC(2026, 10, 22));
const FAR_MS = 3_600_000;
/** Simulated ms between two looks at what has arrived. */
const EVERY_MS = 5;

interface Found {
  /** Beyond the events themselves, for each message to each place. */
  readonly bytes: number;
  readonly insertsPerSecond: number;
  readonly expiriesPerSecond: number;
}

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  const sizes = isFull ? [125_000, 250_000, 500_000, 1_000_000] : [200, 400, 800, 1600];
  const rounds = isFull ? 5 : 1;
  const found = new Map<number, Found>();
  for (const count of sizes) found.set(count, await manyTimes(rounds, () => ours(count)));
  const most = sizes.at(-1) as number;
  const mine = found.get(most) as Found;
  const theirs = await manyTimes(rounds, () => timers(most));
  const name = (what: string) =>
    `${most.toLocaleString('en')} messages to ${PLACES.length} places: ${what}`;
  yield {
    name: name('beyond the log'),
    ours: mine.bytes,
    rival: theirs.bytes,
    unit: 'bytes an arrival',
    goal: { of: 'ours', most: 40 },
  };
  yield {
    name: name('put in'),
    ours: mine.insertsPerSecond,
    rival: theirs.insertsPerSecond,
    unit: 'arrivals/s',
    goal: { of: 'ours', least: 5_000_000 },
  };
  yield {
    name: name('taken out'),
    ours: mine.expiriesPerSecond,
    rival: theirs.expiriesPerSecond,
    unit: 'arrivals/s',
    goal: { of: 'ours', least: 1_000_000 },
  };
  const growth = (cost: (one: Found) => number): number =>
    exponent([...found].map(([count, one]) => ({ size: count, cost: count * cost(one) })));
  const goal = { of: 'ours', most: 1.15 } as const;
  const unit = 'exponent';
  yield {
    name: 'how bytes grow with what is in flight',
    ours: growth((one) => one.bytes),
    unit,
    goal,
  };
  yield {
    name: 'how putting in grows',
    ours: growth((one) => 1 / one.insertsPerSecond),
    unit,
    goal,
  };
  yield {
    name: 'how taking out grows',
    ours: growth((one) => 1 / one.expiriesPerSecond),
    unit,
    goal,
  };
}

async function manyTimes(rounds: number, run: () => Promise<Found>): Promise<Found> {
  const all: Found[] = [];
  for (let round = 0; round < rounds; round++) all.push(await run());
  const middle = (of: keyof Found) => median(all.map((one) => one[of]));
  return {
    bytes: middle('bytes'),
    insertsPerSecond: middle('insertsPerSecond'),
    expiriesPerSecond: middle('expiriesPerSecond'),
  };
}

/** The feeds of a room, as its log fills them. */
async function ours(count: number): Promise<Found> {
  const feeds = await openFeeds();
  const events = Array.from({ length: count }, (_, index): DataEvent => {
    const at = index / 100;
    const said = { kind: 'say', text: 'x' } as const;
    const sentAt = simMs(OPENED + at);
    const names = { id: `event-${index}`, author: 'a', origin: 'earth' };
    return { ...names, position: index + 1, at: realMs(OPENED + at), sentAt, body: said };
  });
  const before = memory();
  const began = performance.now();
  for (const event of events) feeds.add(event);
  const insertMs = performance.now() - began;
  const bytes = memory() - before;
  const arrivals = count * PLACES.length;
  let taken = 0;
  const from = performance.now();
  // As a room does: a few at a time.
  const until = FAR_MS + PLACES.length + count / 100 + EVERY_MS;
  for (let at = FAR_MS - 1; at <= until; at += EVERY_MS) {
    for (const place of feeds.take(simMs(OPENED + at))) taken += place.arrivals.length;
  }
  const expireMs = performance.now() - from;
  if (taken !== arrivals) throw new Error(`Expected ${arrivals} arrivals, got ${taken}`);
  return {
    // Less than a byte each cannot be told from what else the process keeps.
    bytes: Math.max(1, bytes / arrivals),
    insertsPerSecond: (arrivals / insertMs) * 1000,
    expiriesPerSecond: (arrivals / expireMs) * 1000,
  };
}

async function openFeeds(): Promise<Feeds> {
  const clock = createRealClock();
  const lightTimes = createLightTimes();
  const places = PLACES.reduce(
    (table, id, index) =>
      withPlace(table, { id, name: id, near: 'earth', owltMs: FAR_MS + index }, OPENED),
    noPlaces,
  );
  const space = { places, ways: noWays };
  const settings = { steering: 'host', omniscient: false } as const;
  const log = createMemoryLog({ clock });
  const openedAt = clock.now();
  const names = { id: 'room', title: '', scenario: '', epoch: 'one', hostHash: '' };
  await log.createRoom({ ...names, openedAt, sim: OPENED, warp: 1, settings }, []);
  const warps = startWarp({ from: realMs(OPENED), sim: OPENED, warp: 1 });
  const feeds = createFeeds({
    room: 'room',
    log,
    head: () => 0,
    simSettled: () => OPENED,
    settle: async () => {},
    warps: () => warps,
    space: () => space,
    lightTimes,
    origins: () => ['earth'],
    arrive: (from, to, sentAt) => arrivalAt(lightTimes, space, { from, to, sentAt }),
    toSent: (event) => ({ ...event, sentAt: simMs(event.at) }),
    onReady() {},
  });
  for (const place of PLACES) await feeds.open(place);
  return feeds;
}

/** A timer each; those that are due at once stand for what expires. */
async function timers(count: number): Promise<Found> {
  let fired = 0;
  const before = memory();
  const began = performance.now();
  const all = Array.from({ length: count }, (_, index) =>
    setTimeout(() => void fired++, FAR_MS + index / 100),
  );
  const insertMs = performance.now() - began;
  const bytes = memory() - before;
  for (const timer of all) clearTimeout(timer);
  for (let index = 0; index < count; index++) setTimeout(() => void fired++, 1);
  const from = performance.now();
  while (fired < count) await new Promise((resolve) => setImmediate(resolve));
  return {
    bytes: bytes / count,
    insertsPerSecond: (count / insertMs) * 1000,
    expiriesPerSecond: (count / (performance.now() - from)) * 1000,
  };
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
