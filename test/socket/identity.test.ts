// Who may speak as whom, and who steers.
import { expect, test } from 'vitest';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import { connect, enter, newId, nextEvent, startServer } from '../support/server.ts';

const protocol = 1;

test('[I1] the token brings back the same member; a name does not', async () => {
  const server = await startServer();
  const { room } = await server.createRoom();
  const ada = await enter(server.url, room);
  const back = await enter(server.url, room, { token: ada.entered.token });
  expect(back.entered.self.id).toBe(ada.entered.self.id);
  const impostor = await enter(server.url, room);
  expect(impostor.entered.self.name).toBe(ada.entered.self.name);
  expect(impostor.entered.self.id).not.toBe(ada.entered.self.id);
});

test('[I2] author, place and time that a client claims are not taken', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const ada = await enter(server.url, room);
  const bob = await enter(server.url, room);
  const forged = { author: ada.entered.self.id, origin: 'io', sentAt: 0, at: 0, position: 1 };
  await bob.get('chat:say', { id: newId(), text: 'I am Ada', ...forged } as never);
  const said = await nextEvent(ada, ({ body }) => body.kind === 'say');
  expect(said).toMatchObject({ author: bob.entered.self.id, origin: 'earth' });
  expect(said.sentAt).toBeGreaterThan(0);
});

test('[I3] only the host moves time, adds places and changes the rules', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom();
  const host = await enter(server.url, room, { hostToken });
  const guest = await enter(server.url, room);
  const place = { name: 'Relay', near: 'earth', owltMs: 5000 };
  const forbidden = { ok: false, reason: 'forbidden' };
  expect(await guest.ask('space:warp', { warp: 5 })).toMatchObject(forbidden);
  expect(await guest.ask('space:place', place)).toMatchObject(forbidden);
  const rules = { steering: 'all', omniscient: false } as const;
  expect(await guest.ask('room:settings', rules)).toMatchObject(forbidden);
  expect(await host.ask('room:settings', rules)).toEqual({ ok: true, value: rules });
  expect(await guest.next('room:settled')).toEqual({ settings: rules });
  expect(await guest.ask('space:warp', { warp: 5 })).toMatchObject({ ok: true });
  expect(await guest.ask('room:omniscient', { on: true })).toMatchObject(forbidden);
});

test('[I3] a host stays one when it comes back with its member token alone', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom();
  const host = await enter(server.url, room, { hostToken });
  const back = await enter(server.url, room, { token: host.entered.token });
  expect(back.entered.self.host).toBe(true);
});

test('[I4] unknown rooms and unknown tokens are refused alike', async () => {
  const server = await startServer();
  const { room } = await server.createRoom();
  const client = await connect(server.url);
  const token = 'A'.repeat(43);
  const nowhere = await client.ask('room:enter', { protocol, room: '000000000000', token });
  const nobody = await client.ask('room:enter', { protocol, room, token });
  expect(nowhere).toMatchObject({ ok: false, reason: 'unknown' });
  expect(nobody).toEqual(nowhere);
});

test('[I4] over HTTP they have the same status, headers and body, whatever was shown', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom();
  const host = await enter(server.url, room, { hostToken });
  const gone = await enter(server.url, room);
  await host.get('room:remove', { member: gone.entered.self.id });
  const answer = async (id: string, token?: string) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${server.url}/api/rooms/${id}/export`, { headers });
    const said = [...response.headers].filter(([name]) => name !== 'date');
    return [response.status, said, await response.text()];
  };
  const nowhere = await answer('000000000000', 'A'.repeat(43));
  expect(nowhere[0]).toBe(404);
  expect(await answer('000000000000')).toEqual(nowhere);
  expect(await answer(room)).toEqual(nowhere);
  expect(await answer(room, 'A'.repeat(43))).toEqual(nowhere);
  expect(await answer(room, hostToken)).toEqual(nowhere);
  expect(await answer(room, gone.entered.token)).toEqual(nowhere);
});

test('[E6] both are told no sooner than what takes longer is known', async () => {
  const server = await startServer();
  const { room } = await server.createRoom();
  const client = await connect(server.url);
  const token = 'A'.repeat(43);
  const headers = { authorization: `Bearer ${token}` };
  for (const id of ['000000000000', room]) {
    const since = performance.now();
    await client.ask('room:enter', { protocol, room: id, token });
    expect(performance.now() - since).toBeGreaterThanOrEqual(20);
    const asked = performance.now();
    await fetch(`${server.url}/api/rooms/${id}/export`, { headers });
    expect(performance.now() - asked).toBeGreaterThanOrEqual(20);
  }
});

test('[I5] a member without a tab is lost after 15 s, not before, and coming back is a join', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const stays = await enter(server.url, room);
  const goes = await enter(server.url, room);
  const author = goes.entered.self.id;
  const seen: ArrivedEvent[] = [];
  stays.socket.on('chat:arrived', ({ events }) => seen.push(...events));
  goes.close();
  const closedAt = server.clock.now();
  const isLeave = (event: ArrivedEvent) => event.author === author && event.body.kind === 'leave';
  while (!seen.some(isLeave)) {
    server.clock.advance(100);
    await stays.get('clock:sync', {});
  }
  expect(server.clock.now() - closedAt).toBeGreaterThanOrEqual(15_000);
  expect(seen.find(isLeave)?.body).toEqual({ kind: 'leave', why: 'lost' });
  await enter(server.url, room, { token: goes.entered.token });
  await stays.get('clock:sync', {});
  expect(seen.at(-1)).toMatchObject({ author, body: { kind: 'join' } });
});

test('[I6] a member that is removed hears nothing more, and its token is nobody\u2019s', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom('same-room');
  const host = await enter(server.url, room, { hostToken });
  const guest = await enter(server.url, room);
  const member = guest.entered.self.id;
  expect(await guest.ask('room:remove', { member: host.entered.self.id })).toMatchObject({
    reason: 'forbidden',
  });
  expect(await host.ask('room:remove', { member })).toEqual({
    ok: true,
    value: { isBanned: false },
  });
  expect(await guest.next('room:removed')).toEqual({});
  const left = await nextEvent(
    host,
    ({ author, body }) => author === member && body.kind === 'leave',
  );
  expect(left.body).toEqual({ kind: 'leave', why: 'removed' });
  const heard = guest.waiting('chat:arrived');
  await host.get('chat:say', { id: newId(), text: 'without you' });
  expect(await guest.ask('chat:say', { id: newId(), text: 'still here?' })).toMatchObject({
    reason: 'invalid',
  });
  expect(guest.waiting('chat:arrived')).toBe(heard);
  const again = await connect(server.url);
  const { token } = guest.entered;
  expect(await again.ask('room:enter', { protocol, room, token })).toMatchObject({
    reason: 'unknown',
  });
  const { status } = await fetch(`${server.url}/api/rooms/${room}/export`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(status).toBe(404);
});

test('[I7] a host link made anew ends the old one and all other hosts', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom('same-room');
  const host = await enter(server.url, room, { hostToken });
  const thief = await enter(server.url, room, { hostToken });
  const guest = await enter(server.url, room);
  expect(await guest.ask('room:host-link', {})).toMatchObject({ reason: 'forbidden' });
  const { hostToken: fresh } = await host.get('room:host-link', {});
  expect(await thief.next('room:self')).toEqual({ ...thief.entered.self, host: false });
  expect(await thief.ask('space:warp', { warp: 5 })).toMatchObject({ reason: 'forbidden' });
  expect(await host.ask('space:warp', { warp: 5 })).toMatchObject({ ok: true });
  const { token } = thief.entered;
  const isHost = async (who: object) => (await enter(server.url, room, who)).entered.self.host;
  expect(await isHost({ token })).toBe(false);
  expect(await isHost({ hostToken })).toBe(false);
  expect(await isHost({ hostToken: fresh })).toBe(true);
  expect(await isHost({ token: host.entered.token })).toBe(true);
});

test('[I8] whoever leaves a room hears nothing of it from then on', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const stays = await enter(server.url, room);
  const goes = await enter(server.url, room);
  await goes.get('room:leave', {});
  const heard: unknown[] = [];
  goes.socket.onAny((...args: unknown[]) => heard.push(args));
  await stays.get('chat:say', { id: newId(), text: 'are you gone?' });
  await nextEvent(stays, ({ body }) => body.kind === 'say');
  server.clock.advance(2000);
  await goes.ask('clock:sync', {});
  expect(heard).toEqual([]);
});

test('[D1] the omniscient feed shows flights at once, on its own channel only', async () => {
  const server = await startServer();
  const { room } = await server.createRoom();
  const seer = await enter(server.url, room, { place: 'io' });
  const earth = await enter(server.url, room);
  await seer.get('room:omniscient', { on: true });
  await earth.get('chat:say', { id: newId(), text: 'on its way' });
  const { flights } = await seer.next('room:launched');
  expect(flights[0]?.event.body).toEqual({ kind: 'say', text: 'on its way' });
  expect(flights[0]?.arrivals.map(({ place }) => place)).toContain('io');
  expect(seer.waiting('chat:arrived')).toBe(0);
});
