// Members that come by a key: the same one from any machine, and nobody by a key that is no longer good.
import { expect, test } from 'vitest';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { createManualClock } from '../support/manual-clock.ts';
import {
  comeIn,
  connect,
  createRoom,
  enter,
  NOON,
  newId,
  startServer,
  type TestClient,
} from '../support/server.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const ADA = { name: 'Ada', hue: 200, place: 'mars' };

async function start() {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom('mars');
  const host = await enter(server.url, room, { hostToken });
  const settings = { ...host.entered.room.settings, closed: true };
  await host.get('room:settings', settings);
  return { server, room, hostToken, host };
}

const show = (client: TestClient, room: string, token: string) =>
  client.ask('room:enter', { protocol: PROTOCOL_VERSION, room, token });

test('[I9] whoever shows a key is its member, behind a closed door, from every machine', async () => {
  const { server, room, host } = await start();
  const { member, key } = await host.get('console:key', ADA);
  expect(key).toMatch(/^[\w-]{43}$/);
  expect((await host.get('console:keys', {})).seats).toEqual([
    { ...ADA, member, isGood: true, presence: 'never' },
  ]);
  const one = await enter(server.url, room, { token: key });
  expect(one.entered.self).toMatchObject({ id: member, name: 'Ada', hue: 200, place: 'mars' });
  expect(one.entered.token).toBe(key);
  await one.get('room:move', { id: newId(), place: 'moon' });
  const two = await enter(server.url, room, { token: key });
  expect(two.entered.self).toMatchObject({ id: member, place: 'moon' });
  const joins = await server.log.read(room, { kinds: ['join'], limit: 100 });
  expect(joins.filter(({ author }) => author === member)).toHaveLength(2);
  expect((await host.get('console:keys', {})).seats).toMatchObject([
    { member, place: 'moon', presence: 'here' },
  ]);
  // Nobody else comes in.
  const stranger = await connect(server.url);
  const newcomer = { name: 'Eve', hue: 1, place: 'earth' };
  const entering = { protocol: PROTOCOL_VERSION, room, newcomer };
  expect(await stranger.ask('room:enter', entering)).toMatchObject({ reason: 'forbidden' });
});

test('[I9][I4] a wrong key, a revoked one, an old one and an unknown room are refused alike', async () => {
  const { server, room, host } = await start();
  const { member, key } = await host.get('console:key', ADA);
  const refusals: unknown[] = [];
  const tryKey = async (token: string, where = room) =>
    refusals.push(await show(await connect(server.url), where, token));
  await tryKey('k'.repeat(43));
  await tryKey('k'.repeat(43), '0'.repeat(12));
  const ada = await comeIn(server.url, room, { token: key });
  const { key: second } = await host.get('console:key', { member });
  await ada.next('room:removed');
  await tryKey(key);
  const again = await comeIn(server.url, room, { token: second });
  expect(again.entered.self.id).toBe(member);
  await host.get('console:revoke', { member });
  await again.next('room:removed');
  await tryKey(second);
  expect(refusals).toHaveLength(4);
  for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
  expect(refusals[0]).toMatchObject({ ok: false, reason: 'unknown' });
  // What its tabs said after that is not heard, and its leaving is news like any other.
  expect(await again.ask('chat:say', { id: newId(), text: 'still here' })).toMatchObject({
    ok: false,
  });
  const leaves = await server.log.read(room, { kinds: ['leave'], limit: 10 });
  expect(leaves.map(({ author, body }) => [author, body])).toEqual([
    [member, { kind: 'leave', why: 'removed' }],
  ]);
  // With another key it is the same member again.
  const { key: third } = await host.get('console:key', { member });
  expect((await comeIn(server.url, room, { token: third })).entered.self.id).toBe(member);
});

test('[I9] only a host makes keys, sees them and takes them back', async () => {
  const { server, room, host } = await start();
  const { member, key } = await host.get('console:key', ADA);
  const ada = await comeIn(server.url, room, { token: key });
  for (const outcome of [
    await ada.ask('console:key', ADA),
    await ada.ask('console:key', { member }),
    await ada.ask('console:keys', {}),
    await ada.ask('console:revoke', { member }),
  ]) {
    expect(outcome).toMatchObject({ ok: false, reason: 'forbidden' });
  }
  const nowhere = { ...ADA, place: 'atlantis' };
  expect(await host.ask('console:key', nowhere)).toMatchObject({ reason: 'unknown' });
  const nobody = { member: 'n'.repeat(16) };
  expect(await host.ask('console:key', nobody)).toMatchObject({ reason: 'unknown' });
});

test('[I9][R7] who was removed comes back by a new key of the host, and by no old one', async () => {
  const { server, room, host } = await start();
  const { member, key } = await host.get('console:key', ADA);
  await comeIn(server.url, room, { token: key });
  await host.get('room:remove', { member });
  expect(await show(await connect(server.url), room, key)).toMatchObject({ ok: false });
  const { key: second } = await host.get('console:key', { member });
  expect(await show(await connect(server.url), room, key)).toMatchObject({ ok: false });
  expect((await comeIn(server.url, room, { token: second })).entered.self.id).toBe(member);
});

test('[I9][R13] a key is in no log and no export; its export is that of its place', async () => {
  const { server, room, host } = await start();
  const { key } = await host.get('console:key', ADA);
  await comeIn(server.url, room, { token: key });
  const fetchExport = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${server.url}/api/rooms/${room}/export`, { headers })).text();
  };
  const logged = JSON.stringify(await server.log.read(room, { limit: 1000 }));
  expect(logged).toContain('"kind":"key"');
  expect(logged).not.toContain(key);
  const whole = await fetchExport(host.entered.token);
  const view = await fetchExport(key);
  expect(JSON.parse(view.split('\n')[0] ?? '')).toMatchObject({ place: 'mars' });
  for (const text of [whole, view]) {
    expect(text).not.toContain(key);
    expect(text).not.toContain('"key"');
  }
});

test('[I9][K1] a restart of the server is not noticed: keys, threads and cursors go on', async () => {
  const file = temporaryFile('log.db');
  const clock = createManualClock(NOON);
  const open = () => startServer({ clock, log: () => openSqliteLog({ file, clock }) });
  const before = await open();
  const { room, hostToken } = await createRoom(before.url, 'fifty');
  const host = await enter(before.url, room, { hostToken });
  const { member, key } = await host.get('console:key', { ...ADA, place: 'at-far-end0' });
  const ada = await enter(before.url, room, { token: key });
  const question = { id: newId(), text: 'Is it shut?' };
  await host.get('chat:say', question);
  const cursor = ada.view.cursor;
  await before.close();
  clock.advance(50_000);

  const after = await open();
  const back = await comeIn(after.url, room, { token: key });
  expect(back.entered.self).toMatchObject({ id: member, place: 'at-far-end0' });
  const page = await back.get('chat:resume', { after: cursor });
  expect(page).toMatchObject({ fresh: false, lost: false });
  expect(page.events.map(({ id }) => id)).toContain(question.id);
  const replyTo = { author: host.entered.self.id, id: question.id };
  const answer = await back.get('chat:say', { id: newId(), text: 'It is', replyTo });
  const { events } = await back.get('chat:search', { thread: replyTo, before: null });
  // The station of the room answers, too.
  const ids = events.map(({ id }) => id).filter((id) => id.startsWith('test-event'));
  expect(ids).toEqual([answer.id, question.id]);
});
