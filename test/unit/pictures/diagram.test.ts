// The geometry of the space-time diagram.
import { describe, expect, test } from 'vitest';
import { layColumns } from '../../../client/diagram/columns.ts';
import {
  coneEdge,
  crossing,
  distanceTo,
  lightLine,
  partDone,
  pointOn,
  timeAt,
  yAt,
  zoomAbout,
} from '../../../client/diagram/geometry.ts';
import { stepFor, ticksIn } from '../../../client/diagram/ticks.ts';
import { familyOf, orderPlaces } from '../../../client/state/place-order.ts';
import { simMs } from '../../../shared/time/frames.ts';

const window = { top: simMs(1000), spanMs: 500, offset: 30, height: 250 };

describe('[P1] time runs down', () => {
  test('the top of the window is at its offset, its end at its foot', () => {
    expect(yAt(window, simMs(1000))).toBe(30);
    expect(yAt(window, simMs(1500))).toBe(280);
    expect(timeAt(window, 155)).toBe(1250);
  });

  test('zooming leaves the time under the pointer where it is', () => {
    const closer = zoomAbout(window, 155, 2);
    expect(closer.spanMs).toBe(250);
    expect(yAt(closer, simMs(1250))).toBeCloseTo(155, 9);
  });
});

describe('[P2] light', () => {
  const out = lightLine(window, {
    fromX: 10,
    toX: 110,
    sentAt: simMs(1000),
    arrivesAt: simMs(1400),
  });
  const back = lightLine(window, {
    fromX: 110,
    toX: 10,
    sentAt: simMs(1100),
    arrivesAt: simMs(1500),
  });

  test('leaves its world line when it was sent and meets the other one when it arrives', () => {
    expect(out).toEqual({ from: { x: 10, y: 30 }, to: { x: 110, y: 230 } });
  });

  test('is on the now-line as long as it is on its way', () => {
    const now = simMs(1300);
    const head = pointOn(out, partDone(now, simMs(1000), simMs(1400)));
    expect(head.y).toBeCloseTo(yAt(window, now), 9);
    expect(head.x).toBeCloseTo(85, 9);
  });

  test('crosses what crossed it in flight, and nothing that came after it', () => {
    expect(crossing(out, back)).toEqual({ x: 72.5, y: 155 });
    const answer = lightLine(window, {
      fromX: 110,
      toX: 10,
      sentAt: simMs(1401),
      arrivesAt: simMs(1800),
    });
    expect(crossing(out, answer)).toBeUndefined();
  });

  test('is hit where it is seen', () => {
    expect(distanceTo(out, { x: 60, y: 130 })).toBeCloseTo(0, 9);
    expect(distanceTo(out, { x: 10, y: 20 })).toBeCloseTo(10, 9);
  });
});

test('[P3] the past light cone touches each world line where light leaves that arrives now', () => {
  const edge = coneEdge(window, {
    places: ['earth', 'mars'],
    x: (place) => (place === 'earth' ? 10 : 110),
    here: 'earth',
    at: simMs(1400),
    backMs: () => 300,
  });
  expect(edge).toEqual([
    { x: 10, y: yAt(window, simMs(1400)) },
    { x: 110, y: yAt(window, simMs(1100)) },
  ]);
});

describe('[P4] places stand from the Sun outwards', () => {
  const camp = { id: 'at-camp', custom: { id: 'at-camp', name: 'Camp', near: 'mars', owltMs: 9 } };
  const known = [camp];

  test('moons beside their planet, custom places beside their body', () => {
    const ids = ['io', 'at-camp', 'moon', 'pluto', 'mars', 'earth', 'jupiter'];
    expect(orderPlaces(ids, known)).toEqual([
      ...['earth', 'moon', 'mars', 'at-camp', 'jupiter', 'io', 'pluto'],
    ]);
  });

  test('a family stands closer together, and all of it between the edges', () => {
    const columns = layColumns(['earth', 'moon', 'mars'], {
      left: 100,
      right: 400,
      familyOf: (id) => familyOf(id, known),
    });
    const [earth = 0, moon = 0, mars = 0] = columns.places.map((id) => columns.x(id));
    expect(earth).toBeGreaterThan(100);
    expect(mars).toBeLessThan(400);
    expect(moon - earth).toBeCloseTo((mars - moon) * 0.62, 9);
    expect(columns.x('venus')).toBeUndefined();
  });
});

describe('[P5] the ticks of the time axis', () => {
  test('are round moments, as many as there is room for', () => {
    expect(stepFor(3_600_000, 6)).toBe(600_000);
    const top = simMs(Date.UTC(2026, 10, 22, 11, 56));
    expect(ticksIn(top, 20 * 60_000, 4).map(({ label }) => label)).toEqual([
      ...['12:00', '12:05', '12:10', '12:15'],
    ]);
  });

  test('name the day at midnight, and tenths of seconds when there is nothing else', () => {
    const midnight = simMs(Date.UTC(2026, 10, 22));
    expect(ticksIn(midnight, 3_600_000, 2)[0]?.label).toBe('2026-11-22');
    expect(ticksIn(simMs(midnight + 100), 400, 4)[0]?.label).toBe('00:00.10');
  });
});
