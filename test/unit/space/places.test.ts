// Custom places: relays through a body, and distances that change while light is under way.
import { expect, test } from 'vitest';
import { createLightTimes } from '../../../shared/space/light-time.ts';
import {
  type CustomPlace,
  customPlaces,
  isPlace,
  noPlaces,
  type PlaceTable,
  withPlace,
} from '../../../shared/space/place-table.ts';
import { arrivalAt, latestDeparture } from '../../../shared/space/places.ts';
import { noWays, type Space } from '../../../shared/space/way-table.ts';
import { type SimMs, simMs } from '../../../shared/time/frames.ts';

const NOON = simMs(Date.UTC(2026, 10, 22, 12));
const lightTimes = createLightTimes();
const hab = (owltMs: number): CustomPlace => ({ id: 'at-hab', name: 'Hab', near: 'mars', owltMs });
const desk: CustomPlace = { id: 'at-desk', name: 'Desk', near: 'earth', owltMs: 500 };
const after = (ms: number): SimMs => simMs(NOON + ms);
const table = withPlace(withPlace(noPlaces, hab(2000), NOON), desk, NOON);

/** A space in which nobody has said anything about ways. */
const spaceOf = (places: PlaceTable): Space => ({ places, ways: noWays });

/** Arrivals relative to noon of light that leaves `from` at these ms after noon. */
function arrivals(places: PlaceTable, from: string, to: string, sentAfter: number[]): number[] {
  return sentAfter.map(
    (ms) => arrivalAt(lightTimes, spaceOf(places), { from, to, sentAt: after(ms) }) - NOON,
  );
}

test('[S5] within one place there is no delay, to the bit', () => {
  const sentAt = simMs(NOON + 0.123);
  expect(arrivalAt(lightTimes, spaceOf(table), { from: 'at-hab', to: 'at-hab', sentAt })).toBe(
    sentAt,
  );
  expect(arrivalAt(lightTimes, spaceOf(table), { from: 'io', to: 'io', sentAt })).toBe(sentAt);
});

test('[S5] a custom place is its distance away from its body, both ways', () => {
  expect(arrivals(table, 'at-hab', 'mars', [0, 1.5])).toEqual([2000, 2001.5]);
  expect(arrivals(table, 'mars', 'at-hab', [0, 1.5])).toEqual([2000, 2001.5]);
});

test('[S5] light between custom places goes through their bodies, each leg when it gets there', () => {
  const atMars = 2000;
  const atEarth = atMars + lightTimes.owltMs('mars', 'earth', after(atMars));
  const [arrived] = arrivals(table, 'at-hab', 'at-desk', [0]);
  expect(Math.abs((arrived as number) - (atEarth + 500))).toBeLessThan(0.01);
});

test('[S5] two custom places near one body are both distances apart', () => {
  const two = withPlace(table, { id: 'at-base', name: 'Base', near: 'mars', owltMs: 300 }, NOON);
  expect(arrivals(two, 'at-hab', 'at-base', [0])).toEqual([2300]);
});

test('[S6] a distance that grows holds for light that leaves after that', () => {
  const grown = withPlace(table, hab(5000), after(10_000));
  expect(arrivals(grown, 'at-hab', 'mars', [9999, 10_000, 10_001])).toEqual([
    11_999, 12_000, 15_001,
  ]);
});

test('[S6] when a distance shrinks, later light waits for earlier light', () => {
  const shrunk = withPlace(withPlace(noPlaces, hab(5000), NOON), hab(1000), after(10_000));
  expect(arrivals(shrunk, 'at-hab', 'mars', [9999, 10_000, 13_000, 14_000, 14_500])).toEqual([
    14_999, 15_000, 15_000, 15_000, 15_500,
  ]);
});

test('[S6] light of an older, longer version is waited for across a shorter one', () => {
  const far = withPlace(noPlaces, hab(9000), NOON);
  const near = withPlace(withPlace(far, hab(10), after(1000)), hab(20), after(2000));
  expect(arrivals(near, 'at-hab', 'mars', [1500, 2500, 9980, 9981])).toEqual([
    10_000, 10_000, 10_000, 10_001,
  ]);
});

test('[S6] before its first version a place was where that version put it', () => {
  expect(arrivals(table, 'at-hab', 'mars', [-50_000])).toEqual([-48_000]);
});

test('[S7] the latest departure of light stuck behind a shrunk distance is the last stuck', () => {
  const shrunk = withPlace(withPlace(noPlaces, hab(5000), NOON), hab(1000), after(10_000));
  const way = { from: 'at-hab', to: 'mars' };
  expect(latestDeparture(lightTimes, spaceOf(shrunk), { ...way, arrivedBy: after(15_000) })).toBe(
    after(14_000),
  );
  expect(latestDeparture(lightTimes, spaceOf(shrunk), { ...way, arrivedBy: after(14_990) })).toBe(
    after(9990),
  );
});

test('[S4] light is not early either where a distance is nothing and a time between two ticks', () => {
  const touching = withPlace(noPlaces, hab(0), NOON);
  const sentAt = simMs(NOON + 0.001);
  const way = { from: 'at-hab', to: 'mars', sentAt };
  expect(arrivalAt(lightTimes, spaceOf(touching), way)).toBeGreaterThanOrEqual(sentAt);
});

test('[S7] a change between two ticks hides no light that left before it', () => {
  const grown = withPlace(table, hab(5000), after(10_000.001));
  const way = { from: 'at-hab', to: 'mars' };
  expect(latestDeparture(lightTimes, spaceOf(grown), { ...way, arrivedBy: after(12_500) })).toBe(
    after(10_000),
  );
});

test('[S7] no light is at a place at minus infinity, all of it at infinity', () => {
  const way = { from: 'earth', to: 'mars' };
  for (const end of [simMs(-Infinity), simMs(Infinity)]) {
    expect(latestDeparture(lightTimes, spaceOf(table), { ...way, arrivedBy: end })).toBe(end);
  }
});

test('[S8] places are the bodies and the custom places of the table', () => {
  expect(['earth', 'at-hab', 'at-none', ''].map((id) => isPlace(table, id))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('[S8] the list of custom places has their latest names and distances, in order of creation', () => {
  const renamed = { ...hab(2500), name: 'Habitat' };
  expect(customPlaces(withPlace(table, renamed, after(1)))).toEqual([renamed, desk]);
  expect(customPlaces(table)).toEqual([hab(2000), desk]);
});

test('[S8] a place that cannot be is refused with the reason', () => {
  const attempt =
    (place: Partial<CustomPlace>, from = NOON) =>
    () =>
      withPlace(table, { ...hab(2000), ...place }, from);
  expect(attempt({ id: 'mars' })).toThrow('got the body mars');
  expect(attempt({ near: 'at-desk' })).toThrow('Expected `near` to be a body, got at-desk');
  expect(attempt({ near: 'earth' })).toThrow('Expected `near` of at-hab to stay mars, got earth');
  expect(attempt({ owltMs: -1 })).toThrow('Expected `owltMs` from 0, got -1');
  expect(attempt({ owltMs: 7 }, after(-1))).toThrow('Expected `from` from');
  expect(() => arrivals(noPlaces, 'earth', 'at-hab', [0])).toThrow('Expected a place of this room');
});

test('[S6] what happens to a place later moves nothing that is on its way', () => {
  const moved = withPlace(table, hab(9_000_000), after(500));
  expect(arrivals(moved, 'mars', 'at-hab', [0, 500])).toEqual(
    arrivals(table, 'mars', 'at-hab', [0, 500]),
  );
});
