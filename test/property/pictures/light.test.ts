// Laws of the pictures, held against the arrivals that the server computes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layColumns } from '../../../client/diagram/columns.ts';
import { timeAt } from '../../../client/diagram/geometry.ts';
import { collectStrokes } from '../../../client/diagram/strokes.ts';
import {
  countCausal,
  type OrderedEvent,
  relationOf,
  swappedPairs,
} from '../../../client/order/orders.ts';
import { lensMap, logMap } from '../../../client/orrery/projection.ts';
import {
  centreAt,
  KM_PER_MS,
  length,
  minus,
  outline,
  placeAt,
  radiusKm,
  type Space,
  spheresOf,
  toEcliptic,
} from '../../../client/orrery/space.ts';
import { createLight } from '../../../client/state/light-loaded.ts';
import type { SentEvent } from '../../../shared/chat/event.ts';
import { viewAt } from '../../../shared/chat/view.ts';
import { type BodyId, isBodyId } from '../../../shared/space/bodies.ts';
import { positionKm } from '../../../shared/space/ephemeris.ts';
import { createLightTimes, KM_PER_LIGHT_MS } from '../../../shared/space/light-time.ts';
import { noPlaces, withPlace } from '../../../shared/space/place-table.ts';
import { arrivalAt } from '../../../shared/space/places.ts';
import { noWays } from '../../../shared/space/way-table.ts';
import { realMs, type SimMs, simMs } from '../../../shared/time/frames.ts';
import { SIM_MIN } from '../../../shared/time/warp.ts';

const lightTimes = createLightTimes();
const CUSTOM = { id: 'at-camp00', name: 'Camp', near: 'mars', owltMs: 50_000 };
const table = withPlace(noPlaces, CUSTOM, SIM_MIN);
const PLACES = ['earth', 'moon', 'mars', 'io', 'ganymede', 'jupiter', 'pluto', CUSTOM.id];

const arrive = (from: string, to: string, sentAt: SimMs): SimMs =>
  arrivalAt(lightTimes, { places: table, ways: noWays }, { from, to, sentAt });

const light = createLight({ places: table, ways: noWays });

const space: Space = {
  position: (body, at) => toEcliptic(positionKm(body as BodyId, at)),
  spot: (place) =>
    isBodyId(place)
      ? { body: place, owltMs: 0, bearing: 0 }
      : { body: CUSTOM.near, owltMs: CUSTOM.owltMs, bearing: 1 },
};

const place = fc.constantFrom(...PLACES);
const time = fc
  .integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) })
  .map((value) => simMs(value));

test('[P2] a light line meets a world line exactly at the arrival of the view', () => {
  fc.assert(
    fc.property(
      place,
      place,
      time,
      fc.double({ min: 0.5, max: 20, noNaN: true }),
      (origin, to, sentAt, flights) => {
        fc.pre(origin !== to);
        const event = { id: 'message-1', author: 'ann', origin, sentAt } as const;
        const all = [{ ...event, position: 1, at: realMs(0), body: { kind: 'say', text: 'x' } }];
        const [seen] = viewAt(all as SentEvent[], { place: to, now: simMs(Infinity), arrive });
        const arrivesAt = seen?.arrivesAt ?? simMs(Number.NaN);
        // What is drawn of it, seen from the place it goes to, after it has arrived.
        const spanMs = (arrivesAt - sentAt + 1) * flights;
        const window = { top: simMs(sentAt - spanMs / 3), spanMs, offset: 32, height: 400 };
        const columns = layColumns([origin, to], { left: 0, right: 300, familyOf: () => 0 });
        const sighting = {
          key: 'k',
          event: { ...event, body: { kind: 'say', text: 'x' } as const },
        };
        const { lines } = collectStrokes({
          window: { ...window, height: 400 * Math.max(1, 3 / flights) },
          columns,
          here: to,
          at: simMs(arrivesAt + 1),
          isOmniscient: false,
          sightings: [{ ...sighting, knownAt: arrivesAt, isOwn: false, isGhost: false, told: [] }],
          legsOf: () => [{ place: to, ...light.course(origin, to, sentAt), arrivesAt }],
          receipts: new Map(),
          lit: new Set(),
        });
        const scale = { ...window, height: 400 * Math.max(1, 3 / flights) };
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = lines[0]?.ends ?? [];
        expect([x1, x2]).toEqual([columns.x(origin), columns.x(to)]);
        // Pixels back to times: doubles of some 1e12 ms hold 2^-12 ms, twice for the way there and back.
        const within = Math.max(0.001, spanMs * 1e-12);
        expect(Math.abs(timeAt(scale, y1) - sentAt)).toBeLessThan(within);
        expect(Math.abs(timeAt(scale, y2) - arrivesAt)).toBeLessThan(within);
      },
    ),
  );
});

test('[P9] a sphere of light touches a place exactly when it arrives there, on the map and in a lens', () => {
  fc.assert(
    fc.property(place, place, place, time, (origin, to, middle, sentAt) => {
      fc.pre(origin !== to);
      const arrivesAt = arrive(origin, to, sentAt);
      const spheres = spheresOf(space, { origin, sentAt, legs: [{ place: to, arrivesAt }] });
      const last = spheres.find(({ endsAt }) => endsAt === arrivesAt);
      if (!last) throw new Error(`No sphere ends at the arrival from ${origin} at ${to}`);
      const target = placeAt(space, to, arrivesAt);
      const centre = centreAt(space, last, arrivesAt);
      const radius = radiusKm(last, arrivesAt);
      // Within a light-ms of 0.02: interpolation (0.01 ms), a tick, the ephemeris' own rounding.
      expect(Math.abs(length(minus(target, centre)) - radius) / KM_PER_MS).toBeLessThan(0.02);

      const points = outline(last, { centre, radius, fine: 96 });
      const centreKm = placeAt(space, middle, arrivesAt);
      const maps = [
        logMap({ centreKm, centre: { x: 300, y: 300 }, radiusPx: 280, nearKm: 3e5, farKm: 1e10 }),
        lensMap({ centreKm: target, centre: { x: 300, y: 300 }, radiusPx: 90, farKm: 3e6 }),
      ];
      for (const map of maps) {
        const seen = map.project(target);
        const nearest = Math.min(
          ...points.map((point) => {
            const { x, y } = map.project(point);
            return Math.hypot(x - seen.x, y - seen.y);
          }),
        );
        expect(nearest).toBeLessThan(0.01);
      }
    }),
    { numRuns: 200 },
  );
});

test('[P9] before its arrival no sphere has reached the place', () => {
  fc.assert(
    fc.property(
      place,
      place,
      time,
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (origin, to, sentAt, part) => {
        fc.pre(origin !== to);
        const arrivesAt = arrive(origin, to, sentAt);
        const at = simMs(sentAt + (arrivesAt - sentAt) * part);
        const spheres = spheresOf(space, { origin, sentAt, legs: [{ place: to, arrivesAt }] });
        const last = spheres.find(({ endsAt }) => endsAt === arrivesAt);
        if (!last) throw new Error('No sphere');
        const far = length(minus(placeAt(space, to, at), centreAt(space, last, at)));
        expect(radiusKm(last, at)).toBeLessThan(far + 1);
      },
    ),
    { numRuns: 200 },
  );
});

test('[P8] pairs that two places see in different order could not know of each other', () => {
  const event = fc.record({ origin: place, sentAt: fc.integer({ min: 0, max: 20_000_000 }) });
  const start = Date.UTC(2026, 10, 22);
  fc.assert(
    fc.property(fc.array(event, { minLength: 2, maxLength: 12 }), place, place, (list, a, b) => {
      const events = list.map(({ origin, sentAt }, index): OrderedEvent => {
        const at = simMs(start + sentAt);
        return {
          key: `${index}`,
          origin,
          sentAt: at,
          atA: arrive(origin, a, at),
          atB: arrive(origin, b, at),
        };
      });
      const pairs = swappedPairs(events);
      for (const [e, f] of pairs) expect(relationOf(e, f, arrive)).toBe('neither');
      expect(pairs.length).toBeLessThanOrEqual(countCausal(events, arrive).all);
    }),
    { numRuns: 300 },
  );
});

test('[P9] the speed of light is the same in the client as in the light times', () => {
  expect(KM_PER_MS).toBe(KM_PER_LIGHT_MS);
});
