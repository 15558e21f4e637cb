// Where the bodies are, against JPL Horizons (DE441) and published encounters. Horizons gives dates
// in TDB, which is terrestrial time within 2 ms: bodies move 100 m in that, far below a tolerance.
import { AstroTime, Body, HelioVector, KM_PER_AU } from 'astronomy-engine';
import { expect, test } from 'vitest';
import { BODIES, type BodyId } from '../../../shared/space/bodies.ts';
import { DAY_MS, J2000, positionKm } from '../../../shared/space/ephemeris.ts';
import { KM_PER_LIGHT_MS, solveOwltMs } from '../../../shared/space/light-time.ts';
import { type SimMs, simMs } from '../../../shared/time/frames.ts';

const J2000_JD = 2_451_545;

/** Simulated time (UTC) of a Julian date in TDB, by the library's Delta T. */
function atTdb(julianDate: number): SimMs {
  return simMs(J2000 + AstroTime.FromTerrestrialTime(julianDate - J2000_JD).ut * DAY_MS);
}

const at = (iso: string): SimMs => simMs(Date.parse(iso));

/** Tolerances against DE441, ms. */
const TOLERANCE_MS: Partial<Record<BodyId, number>> = {
  mars: 20,
  jupiter: 150,
  io: 150,
  ganymede: 150,
};

/** Seconds: light that arrives at Earth then, light that leaves Earth then. */
const HORIZONS: [tdb: number, body: BodyId, recv: number, send: number][] = [
  [2444265, 'io', 2260.9525, 2261.1445],
  [2444265, 'ganymede', 2259.7053, 2259.8539],
  [2444265, 'jupiter', 2262.1122, 2262.1374],
  [2444265, 'mars', 387.9574, 387.9798],
  [2447895, 'io', 2082.8671, 2083.0513],
  [2447895, 'ganymede', 2085.4288, 2085.2952],
  [2447895, 'jupiter', 2083.8783, 2083.8821],
  [2447895, 'mars', 1145.7555, 1145.7997],
  [2451545, 'io', 2307.3493, 2307.3456],
  [2451545, 'ganymede', 2302.5134, 2302.5191],
  [2451545, 'jupiter', 2305.9834, 2305.9466],
  [2451545, 'mars', 923.0013, 922.9216],
  [2455205, 'io', 2854.072, 2854.143],
  [2455205, 'ganymede', 2852.6119, 2852.366],
  [2455205, 'jupiter', 2852.8111, 2852.7709],
  [2455205, 'mars', 351.414, 351.4324],
  [2458485, 'io', 3089.4391, 3089.1429],
  [2458485, 'ganymede', 3091.6942, 3091.8103],
  [2458485, 'jupiter', 3088.5881, 3088.6009],
  [2458485, 'mars', 631.3824, 631.3183],
];

test.each(HORIZONS)(
  '[S2] light that leaves Earth at JD %d reaches %s as JPL says',
  (tdb, body, _, send) => {
    const errorMs = Math.abs(solveOwltMs('earth', body, atTdb(tdb)) - send * 1000);
    expect(errorMs).toBeLessThan(TOLERANCE_MS[body] as number);
  },
);

test.each(HORIZONS)(
  '[S2] light that is at Earth at JD %d left %s when JPL says',
  (tdb, body, recv) => {
    const sentAt = simMs(atTdb(tdb) - recv * 1000);
    const errorMs = Math.abs(solveOwltMs(body, 'earth', sentAt) - recv * 1000);
    expect(errorMs).toBeLessThan(TOLERANCE_MS[body] as number);
  },
);

// Range / c is the distance at one instant; light-time proper differs by up to 0.13 ms, as Earth moves.
test.each([
  [2440787.5, 1.197321],
  [2451547.5, 1.355317],
  [2461363.5, 1.30053],
  [2461371.5, 1.202294],
])('[S1] the Moon at JD %d is as far as JPL says within 0.1 ms', (tdb, seconds) => {
  const earth = positionKm('earth', atTdb(tdb));
  const moon = positionKm('moon', atTdb(tdb));
  const km = Math.hypot(earth.x - moon.x, earth.y - moon.y, earth.z - moon.z);
  expect(Math.abs(km / KM_PER_LIGHT_MS - seconds * 1000)).toBeLessThan(0.1);
});

// Published to the second; Mars 2003-08-27 without a time of day (closest at 09:51 UTC).
test.each<[string, BodyId, string, number]>([
  ['Pathfinder lands', 'mars', '1997-07-04T16:56:55Z', 10 * 60 + 39],
  ['Mars is closest in 60,000 years', 'mars', '2003-08-27T09:51:00Z', 3 * 60 + 6],
  ['Juno arrives', 'jupiter', '2016-07-05T09:50:00Z', 48 * 60 + 21],
])('[S2] when %s, %s is as far as published', (_, body, iso, seconds) => {
  const recvMs = solveOwltMs(body, 'earth', simMs(at(iso) - seconds * 1000));
  expect(Math.abs(recvMs / 1000 - seconds)).toBeLessThan(1);
});

test('[S2] the way there and the way back differ', () => {
  const noon = at('2026-11-22T12:00:00Z');
  const seconds = (from: BodyId, to: BodyId) => solveOwltMs(from, to, noon) / 1000;
  expect(seconds('earth', 'io')).toBeCloseTo(2576.21, 1);
  expect(seconds('io', 'earth')).toBeCloseTo(2575.92, 1);
  expect(seconds('earth', 'ganymede')).toBeCloseTo(2581.06, 1);
  expect(seconds('earth', 'mars')).toBeCloseTo(624.54, 1);
  expect(seconds('earth', 'moon')).toBeCloseTo(1.2308, 4);
  expect(seconds('earth', 'io') - seconds('io', 'earth')).toBeCloseTo(0.29, 2);
});

test('[S1] every body has a position, and only the Sun is at the centre', () => {
  const far = BODIES.filter(({ id }) => {
    const { x, y, z } = positionKm(id, simMs(J2000));
    return Math.hypot(x, y, z) > 4e7;
  });
  expect(far.map(({ id }) => id)).toEqual(BODIES.map(({ id }) => id).filter((id) => id !== 'sun'));
});

// The tolerances above would let a lost Delta T of a minute through; this one does not (2,000 km).
test('[S1] a position at a UTC instant is the one at its terrestrial time', () => {
  const { x } = positionKm('earth', at('2000-01-01T11:58:55.816Z'));
  const expected = HelioVector(Body.Earth, AstroTime.FromTerrestrialTime(0)).x * KM_PER_AU;
  expect(Math.abs(x - expected)).toBeLessThan(30);
});
