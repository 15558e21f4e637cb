// Laws of arrival, for any history of custom distances and ways: light is never early, never overtakes, and a
// page of history cut by departure is the page cut by arrival.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BODIES } from '../../../shared/space/bodies.ts';
import { createLightTimes } from '../../../shared/space/light-time.ts';
import { noPlaces, type PlaceTable, withPlace } from '../../../shared/space/place-table.ts';
import { arrivalAt, expectedAt, latestDeparture } from '../../../shared/space/places.ts';
import { noWays, type Space, type WayTable, withWay } from '../../../shared/space/way-table.ts';
import { simMs } from '../../../shared/time/frames.ts';

const START = Date.UTC(2026, 0, 1);
const SPAN_MS = 30_000;
const lightTimes = createLightTimes();
const CUSTOM = { 'at-one': 'earth', 'at-two': 'earth', 'at-far': 'io' };

/** Whole, fractional and equal times within the span, so that changes and light meet often. */
const moment = fc.oneof(
  fc.integer({ min: 0, max: SPAN_MS }),
  fc.integer({ min: 0, max: 30 }).map((second) => second * 1000),
  fc.double({ min: 0, max: SPAN_MS, noNaN: true }),
);
const distance = fc.oneof(
  fc.integer({ min: 0, max: 20_000 }),
  fc.double({ min: 0, max: 20_000, noNaN: true }),
  fc.constantFrom(0, 1e9, 3.15e12),
);
const changes = fc.array(
  fc.record({ id: fc.constantFrom(...Object.keys(CUSTOM)), at: moment, owltMs: distance }),
  { maxLength: 12 },
);
const table = changes.map((list) => {
  const inOrder = [...list].sort((a, b) => a.at - b.at);
  const all = Object.keys(CUSTOM).map((id) => ({ id, at: 0, owltMs: 1000 }));
  return [...all, ...inOrder].reduce<PlaceTable>((places, { id, at, owltMs }) => {
    const near = CUSTOM[id as keyof typeof CUSTOM];
    return withPlace(places, { id, name: id, near, owltMs }, simMs(START + at));
  }, noPlaces);
});
const place = fc.constantFrom(...Object.keys(CUSTOM), ...BODIES.map(({ id }) => id));

/** What the host says about the one way that the properties look at: fixed or not, blocked or not. */
const said = fc.record({
  at: moment,
  owltMs: fc.option(distance),
  block: fc.option(
    fc.record({
      since: moment,
      forMs: fc.oneof(fc.integer({ min: 1, max: SPAN_MS }), fc.constantFrom(0.001, 0.01, 1e9)),
      fate: fc.constantFrom('stored' as const, 'lost' as const),
    }),
  ),
});
const scene = fc
  .record({ table, from: place, to: place, said: fc.array(said, { maxLength: 8 }) })
  .map(({ table, from, to, said }) => {
    const inOrder = from === to ? [] : [...said].sort((a, b) => a.at - b.at);
    const ways = inOrder.reduce<WayTable>((soFar, { at, owltMs, block }) => {
      const since = simMs(START + (block?.since ?? 0));
      const until = simMs(since + (block?.forMs ?? 0));
      const way = { from, to, owltMs, block: block && { since, until, fate: block.fate } };
      return withWay(soFar, way, simMs(START + at));
    }, noWays);
    return { space: { places: table, ways } satisfies Space, from, to };
  });

test('[S4] light never arrives before it was sent', () => {
  fc.assert(
    fc.property(scene, moment, ({ space, from, to }, ms) => {
      const sentAt = simMs(START + ms);
      expect(arrivalAt(lightTimes, space, { from, to, sentAt })).toBeGreaterThanOrEqual(sentAt);
    }),
  );
});

test('[S6][Y3] later light never overtakes, whatever became of the distances and the ways', () => {
  fc.assert(
    fc.property(scene, fc.array(moment, { minLength: 2, maxLength: 40 }), (way, moments) => {
      const arrivals = [...moments]
        .sort((a, b) => a - b)
        .map((ms) => arrivalAt(lightTimes, way.space, { ...way, sentAt: simMs(START + ms) }))
        .filter((arrivesAt) => arrivesAt < Infinity);
      expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
    }),
    { numRuns: 300 },
  );
});

test('[S6] an arrival is the supremum over the versions that were in force by then', () => {
  const versions = fc.array(fc.record({ at: moment, owltMs: distance }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(versions, moment, (list, ms) => {
      const inOrder = [...list].sort((a, b) => a.at - b.at);
      const places = inOrder.reduce<PlaceTable>(
        (soFar, { at, owltMs }) =>
          withPlace(soFar, { id: 'at-one', name: '', near: 'earth', owltMs }, simMs(START + at)),
        noPlaces,
      );
      const expected = Math.max(
        ...inOrder.map(({ at, owltMs }, index) => {
          const end = inOrder[index + 1]?.at ?? Infinity;
          // In force after its instant, the first one always; a version that ends as it begins, never.
          const isInForce = index === 0 || (START + at < START + ms && START + at < START + end);
          return isInForce ? START + Math.min(ms, end) + owltMs : -Infinity;
        }),
      );
      const sentAt = simMs(START + ms);
      const space = { places, ways: noWays };
      const arrival = arrivalAt(lightTimes, space, { from: 'at-one', to: 'earth', sentAt });
      expect(Math.abs(arrival - expected)).toBeLessThan(0.01);
    }),
  );
});

test('[S7][Y6] the latest departure has arrived, and a millisecond later has not', () => {
  fc.assert(
    fc.property(scene, moment, ({ space, from, to }, ms) => {
      const arrivedBy = simMs(START + ms);
      const sentAt = latestDeparture(lightTimes, space, { from, to, arrivedBy });
      const arrival = (at: number) => arrivalAt(lightTimes, space, { from, to, sentAt: simMs(at) });
      expect(arrival(sentAt)).toBeLessThanOrEqual(arrivedBy);
      expect(arrival(sentAt + 1)).toBeGreaterThan(arrivedBy);
    }),
    { numRuns: 500 },
  );
});

test('[S7][Y6] light of a whole tick that arrives is in the page that its own arrival cuts', () => {
  fc.assert(
    fc.property(scene, fc.integer({ min: 0, max: SPAN_MS * 256 }), ({ space, from, to }, ticks) => {
      const sentAt = simMs(START + ticks / 256);
      const arrivedBy = arrivalAt(lightTimes, space, { from, to, sentAt });
      const latest = latestDeparture(lightTimes, space, { from, to, arrivedBy });
      expect(latest).toBeGreaterThanOrEqual(sentAt);
    }),
    { numRuns: 500 },
  );
});

test('[Y6] what arrives after a moment left within a tick of what can have arrived, or later', () => {
  fc.assert(
    fc.property(scene, moment, moment, ({ space, from, to }, cutMs, ms) => {
      const cut = simMs(START + cutMs);
      const sentAt = simMs(START + ms);
      const arrivesAt = arrivalAt(lightTimes, space, { from, to, sentAt });
      const latest = latestDeparture(lightTimes, space, { from, to, arrivedBy: cut });
      if (arrivesAt > cut && arrivesAt < Infinity) {
        expect(sentAt).toBeGreaterThanOrEqual(latest - 1 / 256);
      }
      if (arrivesAt <= cut) expect(sentAt).toBeLessThanOrEqual(latest + 1 / 256);
    }),
    { numRuns: 500 },
  );
});

test('[Y5] what is expected is what arrives, and of lost light a finite time not before it left', () => {
  fc.assert(
    fc.property(scene, moment, ({ space, from, to }, ms) => {
      const departure = { from, to, sentAt: simMs(START + ms) };
      const arrivesAt = arrivalAt(lightTimes, space, departure);
      const expected = expectedAt(lightTimes, space, departure);
      expect(expected).toBeLessThan(Infinity);
      expect(expected).toBeGreaterThanOrEqual(departure.sentAt);
      if (arrivesAt < Infinity) expect(arrivesAt).toBe(expected);
    }),
  );
});
