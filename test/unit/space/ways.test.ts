// What the host says about a way: fixed light times, blocks that store and blocks that lose.
import { expect, test } from 'vitest';
import { createLightTimes } from '../../../shared/space/light-time.ts';
import { noPlaces } from '../../../shared/space/place-table.ts';
import { arrivalAt, expectedAt, latestDeparture, lightMsAt } from '../../../shared/space/places.ts';
import {
  type Block,
  definedWays,
  noWays,
  type Space,
  type Way,
  withWay,
} from '../../../shared/space/way-table.ts';
import { type SimMs, simMs } from '../../../shared/time/frames.ts';

const NOON = simMs(Date.UTC(2026, 10, 22, 12));
const lightTimes = createLightTimes();
const after = (ms: number): SimMs => simMs(NOON + ms);
const block = (since: number, until: number, fate: Block['fate']): Block => ({
  since: after(since),
  until: after(until),
  fate,
});
const way = (change: Partial<Way>): Way => ({
  from: 'earth',
  to: 'moon',
  owltMs: 1000,
  block: null,
  ...change,
});

/** What was said when: ms after noon, and how the way from Earth to the Moon is from then on. */
function spaceOf(...said: readonly (readonly [number, Partial<Way>])[]): Space {
  const ways = said.reduce((soFar, [at, change]) => withWay(soFar, way(change), after(at)), noWays);
  return { places: noPlaces, ways };
}

const ends = { from: 'earth', to: 'moon' };
const arrivals = (space: Space, sentAfter: readonly number[]): number[] =>
  sentAfter.map((ms) => arrivalAt(lightTimes, space, { ...ends, sentAt: after(ms) }) - NOON);

test('[Y1] a fixed way takes its time; the way back, and all others, that of the ephemeris', () => {
  const space = spaceOf([0, { owltMs: 60_000 }]);
  expect(arrivals(space, [1, 5])).toEqual([60_001, 60_005]);
  const back = { from: 'moon', to: 'earth', sentAt: after(1) };
  expect(arrivalAt(lightTimes, space, back)).toBe(arrivalAt(lightTimes, spaceOf(), back));
});

test('[Y1] a way is in force just after its own instant, and not before', () => {
  const before = arrivals(spaceOf(), [-1, 0]);
  expect(arrivals(spaceOf([0, { owltMs: 60_000 }]), [-1, 0])).toEqual(before);
});

test('[Y2] what a block stores goes on at its end, all at once', () => {
  const space = spaceOf([0, { block: block(2000, 9000, 'stored') }]);
  expect(arrivals(space, [2000, 2000.5, 5000, 9000, 9001])).toEqual([
    3000, 10_000, 10_000, 10_000, 10_001,
  ]);
});

test('[Y2] what a block loses never arrives, and nothing waits for it', () => {
  const space = spaceOf([0, { block: block(2000, 9000, 'lost') }]);
  expect(arrivals(space, [2000, 2001, 9000, 9001])).toEqual([3000, Infinity, Infinity, 10_001]);
});

test('[Y2] later light does not wait for light that is lost', () => {
  const slow = { owltMs: 60_000, block: block(0, 9000, 'lost') };
  expect(arrivals(spaceOf([0, slow], [3000, {}]), [3000, 3001])).toEqual([Infinity, 4001]);
});

test('[Y2] a block that began before it was said holds for what leaves after that', () => {
  const space = spaceOf([5000, { owltMs: null, block: block(0, 9000, 'lost') }]);
  const [free, gone] = arrivals(space, [5000, 5001]);
  expect([free, gone]).toEqual([arrivals(spaceOf(), [5000])[0], Infinity]);
});

test('[Y3] a block lifted early: what it stored keeps its time, and what follows waits for it', () => {
  const space = spaceOf([0, { block: block(0, 9000, 'stored') }], [3000, {}]);
  expect(arrivals(space, [1, 3000, 3001, 9001])).toEqual([10_000, 10_000, 10_000, 10_001]);
});

test('[Y3] a block that loses, lifted early, is over', () => {
  const space = spaceOf([0, { block: block(0, 9000, 'lost') }], [3000, {}]);
  expect(arrivals(space, [3000, 3001])).toEqual([Infinity, 4001]);
});

test('[Y5] lost light is expected when it would have arrived', () => {
  const space = spaceOf([0, { block: block(2000, 9000, 'lost') }]);
  expect(expectedAt(lightTimes, space, { ...ends, sentAt: after(4000) })).toBe(after(5000));
});

test('[Y5] the light time of a way is that of the light, without what holds it', () => {
  const space = spaceOf([0, { block: block(2000, 9000, 'stored') }]);
  expect(lightMsAt(lightTimes, space, { ...ends, sentAt: after(4000) })).toBe(1000);
  expect(lightMsAt(lightTimes, space, { from: 'io', to: 'io', sentAt: after(1) })).toBe(0);
});

test('[Y6] the latest departure steps over what is lost, and takes what is stored as a whole', () => {
  const latest = (space: Space, ms: number): number =>
    latestDeparture(lightTimes, space, { ...ends, arrivedBy: after(ms) }) - NOON;
  const lost = spaceOf([0, { block: block(2000, 9000, 'lost') }]);
  expect([2999, 3000, 9999, 10_001].map((ms) => latest(lost, ms))).toEqual([
    1999, 2000, 2000, 9001,
  ]);
  const stored = spaceOf([0, { block: block(2000, 9000, 'stored') }]);
  expect([3000, 9999, 10_000].map((ms) => latest(stored, ms))).toEqual([2000, 2000, 9000]);
});

test('[Y1] the list of ways has the latest of each', () => {
  const table = spaceOf([0, {}], [5, { owltMs: null }], [6, { to: 'io' }]).ways;
  expect(definedWays(table)).toEqual([way({ owltMs: null }), way({ to: 'io' })]);
});

test('[Y1] a way that cannot be is refused with the reason', () => {
  const attempt = (change: Partial<Way>, at = 0) => spaceOf([0, {}], [at, change]);
  expect(() => attempt({ to: 'earth' })).toThrow('got earth twice');
  expect(() => attempt({ owltMs: -1 })).toThrow('Expected `owltMs` from 0, got -1');
  expect(() => attempt({ block: block(5, 5, 'lost') })).toThrow(
    'Expected `until` of a block after',
  );
  expect(() => attempt({ block: block(5, Infinity, 'lost') })).toThrow('got Infinity');
  expect(() => attempt({}, -1)).toThrow('Expected `from` from');
});
