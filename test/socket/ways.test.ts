// Ways over a real socket: who is told, and what the matrix says.
import { expect, test } from 'vitest';
import { findBody } from '../../shared/space/bodies.ts';
import { createLightTimes } from '../../shared/space/light-time.ts';
import { enter, startServer } from '../support/server.ts';

const lightTimes = createLightTimes();

test('[Y1] a way is told to everybody at once, wherever they are', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom();
  const host = await enter(server.url, room, { hostToken });
  const far = await enter(server.url, room, { place: 'pluto' });
  const way = { from: 'earth', to: 'pluto', owltMs: 250, block: null };
  await host.get('space:way', way);
  expect(await far.next('space:ways')).toEqual({ ways: [way] });
  expect(await far.ask('space:way', way)).toMatchObject({ ok: false, reason: 'forbidden' });
});

test('[Y7] the matrix has the light time of each ordered pair, and never for what is lost', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom();
  const host = await enter(server.url, room, { hostToken });
  const before = await host.get('space:matrix', {});
  const [earth, io] = [before.places.indexOf('earth'), before.places.indexOf('io')];
  for (const [row, from] of before.places.entries()) {
    for (const [column, to] of before.places.entries()) {
      if (!isBody(from) || !isBody(to)) continue;
      const light = lightTimes.owltMs(from, to, before.at);
      expect(Math.abs((before.lightMs[row]?.[column] ?? 0) - light)).toBeLessThan(0.01);
    }
  }
  expect(before.owltMs[earth]?.[io]).not.toBe(before.owltMs[io]?.[earth]);

  const at = before.at;
  const block = {
    since: (at - 9) as typeof at,
    until: (at + 1e9) as typeof at,
    fate: 'lost',
  } as const;
  await host.get('space:way', { from: 'earth', to: 'io', owltMs: 5000, block });
  const after = await host.get('space:matrix', {});
  expect(after.lightMs[earth]?.[io]).toBeCloseTo(5000, 1);
  expect(after.owltMs[earth]?.[io]).toBeNull();
  expect(after.owltMs[io]?.[earth]).not.toBeNull();
  expect(after.ways).toHaveLength(1);
});

const isBody = (id: string): id is 'earth' => findBody(id) !== undefined;

test('[P2] a tab is told since when each distance and each way holds', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom();
  const host = await enter(server.url, room, { hostToken });
  const first = await host.get('space:place', { name: 'Camp', near: 'mars', owltMs: 5 });
  const { id } = first.place;
  server.clock.advance(1000);
  await host.get('space:place', { id, name: 'Camp', near: 'mars', owltMs: 9 });
  const way = { from: 'earth', to: id, owltMs: 250, block: null };
  await host.get('space:way', way);
  await host.get('space:way', { ...way, owltMs: null });
  const far = await enter(server.url, room, { place: 'pluto' });
  const told = await far.get('space:history', {});
  expect(told.places.map(({ place, versions }) => [place.owltMs, versions.length])).toEqual([
    [9, 2],
  ]);
  const [before, after] = told.places[0]?.versions ?? [];
  expect([before?.owltMs, after?.owltMs]).toEqual([5, 9]);
  expect((after?.from ?? 0) - (before?.from ?? 0)).toBeGreaterThan(0);
  expect(told.ways.map(({ way: { owltMs } }) => owltMs)).toEqual([250, null]);
});
