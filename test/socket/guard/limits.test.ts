// How much is taken of one member, one address: enough for a class of thirty, and no more.
import { expect, test } from 'vitest';
import { GUARD_LIMITS } from '../../../server/guard/limits.ts';
import { connect, createRoom, enter, startServer } from '../../support/server.ts';

/** Guesses at once. */
const BATCH = 100;

const few = { points: 3, seconds: 60 };
const busy = { ok: false, reason: 'busy', retryAfterMs: expect.any(Number) };

test('[E5] a member that asks too much is told to wait, and so is an address', async () => {
  const { url } = await startServer({ guard: { limits: { asks: few } } });
  const { room } = await createRoom(url);
  const member = await connect(url);
  const other = await connect(url);
  for (let count = 0; count < few.points; count++) await member.get('clock:sync', {});
  expect(await member.ask('clock:sync', {})).toMatchObject(busy);
  expect(await member.ask('nonsense' as never, {} as never)).toMatchObject(busy);
  expect(await other.ask('clock:sync', {})).toMatchObject({ ok: true });
  const crowded = await startServer({ guard: { limits: { addressAsks: few } } });
  const [one, two] = [await connect(crowded.url), await connect(crowded.url)];
  for (const who of [one, two, one]) await who.get('clock:sync', {});
  expect(await two.ask('clock:sync', {})).toMatchObject(busy);
  expect(room).toHaveLength(12);
});

test('[E5] what a member has written to the log has a limit of its own', async () => {
  const server = await startServer({ guard: { limits: { steering: few } } });
  const { room, hostToken } = await server.createRoom('same-room');
  const host = await enter(server.url, room, { hostToken });
  for (const warp of [2, 3, 4]) await host.get('space:warp', { warp });
  expect(await host.ask('space:warp', { warp: 5 })).toMatchObject(busy);
  expect(await host.ask('clock:sync', {})).toMatchObject({ ok: true });
});

test('[E5] connections, requests, rooms and tickets of one address are counted', async () => {
  const { url } = await startServer({ guard: { limits: { handshakes: few } } });
  const open = await Promise.all([connect(url), connect(url), connect(url)]);
  await expect(connect(url)).rejects.toThrow();
  expect(open.every(({ socket }) => socket.connected)).toBe(true);

  const begun = await startServer({ guard: { limits: { connections: few } } });
  const two = await Promise.all([connect(begun.url), connect(begun.url)]);
  await connect(begun.url);
  await expect(connect(begun.url)).rejects.toThrow();
  expect(two.every(({ socket }) => socket.connected)).toBe(true);

  const status = async (limits: object, path: string, method = 'GET') => {
    const { url: address } = await startServer({ guard: { limits } });
    const headers = { 'content-type': 'application/json' };
    const body = method === 'POST' ? { body: '{"scenario":"io"}' } : {};
    const ask = async () => (await fetch(address + path, { method, headers, ...body })).status;
    return [await ask(), await ask(), await ask(), await ask()];
  };
  expect(await status({ requests: few }, '/healthz')).toEqual([200, 200, 200, 429]);
  expect(await status({ rooms: few }, '/api/rooms', 'POST')).toEqual([201, 201, 201, 429]);
  expect(await status({ tickets: few }, '/api/pane-ticket', 'POST')).toEqual([200, 200, 200, 429]);
  expect(await status({ misses: few }, '/api/rooms/000000000000')).toEqual([404, 404, 404, 429]);
});

test('[E6] ten thousand guesses of rooms and tokens hit nothing and learn nothing', async () => {
  const server = await startServer();
  const { room } = await server.createRoom();
  const clients = await Promise.all(Array.from({ length: 20 }, () => connect(server.url)));
  const token = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const reasons = new Map<string, number>();
  const sentences = new Set<string>();
  const guesses = Array.from({ length: 10_000 }, (_, count) => ({
    client: clients[count % clients.length] as (typeof clients)[number],
    id: count % 2 === 0 ? room : count.toString(8).padStart(12, '0'),
  }));
  const outcomes: Awaited<ReturnType<(typeof clients)[number]['ask']>>[] = [];
  while (guesses.length > 0) {
    const some = guesses
      .splice(0, BATCH)
      .map(({ client, id }) => client.ask('room:enter', { protocol: 1, room: id, token: token() }));
    outcomes.push(...(await Promise.all(some)));
  }
  for (const outcome of outcomes) {
    const reason = outcome.ok ? 'in' : outcome.reason;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    if (!outcome.ok && reason === 'unknown') sentences.add(outcome.detail);
  }
  expect(Object.fromEntries(reasons)).toEqual({
    unknown: expect.any(Number),
    busy: expect.any(Number),
  });
  // After so many misses nothing is looked up any more.
  expect(reasons.get('unknown')).toBeLessThanOrEqual(GUARD_LIMITS.misses.points + BATCH);
  expect(sentences.size).toBe(1);
});

test('[E6] no answer to anybody names a room that they have not named', async () => {
  const server = await startServer();
  const others = await Promise.all([server.createRoom(), server.createRoom('same-room')]);
  const { room } = await server.createRoom();
  const member = await enter(server.url, room);
  const told: string[] = [JSON.stringify(member.entered), JSON.stringify(member.view)];
  member.socket.onAny((...notice: unknown[]) => told.push(JSON.stringify(notice)));
  const paths = ['/', '/healthz', '/readyz', '/metrics', '/api', '/api/rooms', '/api/rooms/'];
  for (const path of [
    ...paths,
    '/api/scenarios',
    '/api/addresses',
    '/j/AAAAAA',
    `/api/rooms/${room}`,
  ]) {
    const response = await fetch(server.url + path);
    told.push(JSON.stringify([...response.headers]), await response.text());
  }
  server.clock.advance(60_000);
  await member.get('clock:sync', {});
  for (const other of others) expect(told.filter((one) => one.includes(other.room))).toEqual([]);
  expect(told.some((one) => one.includes(room))).toBe(true);
});

test('[E5] thirty phones and a teacher behind one address are not limited', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom('same-room');
  const page = await (await fetch(server.url)).text();
  const files = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path as string);
  const statuses: number[] = [];
  const arrive = async (who: object) => {
    // A page of some 25 files, twice: everybody reloads.
    for (const path of [...files, ...files, ...Array.from({ length: 40 }, () => '/healthz')]) {
      const response = await fetch(server.url + path);
      statuses.push(response.status);
      await response.arrayBuffer();
    }
    return enter(server.url, room, who);
  };
  const tabs = await Promise.all(
    Array.from({ length: 31 }, (_, index) => arrive(index === 0 ? { hostToken } : {})),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
  const asked = tabs.flatMap((tab) => [
    ...Array.from({ length: 20 }, () => tab.ask('clock:sync', {})),
    ...Array.from({ length: 25 }, (_, count) =>
      tab.ask('chat:say', { id: `${tab.entered.self.id}-${count}`, text: 'all at once' }),
    ),
    tab.ask('room:rename', { id: `${tab.entered.self.id}-r`, name: 'Pupil', hue: 1 }),
  ]);
  expect((await Promise.all(asked)).filter(({ ok }) => !ok)).toEqual([]);
});
