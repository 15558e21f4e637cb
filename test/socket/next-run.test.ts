// From one run of a class to the next: what the host has decided about people goes along.
import { expect, test } from 'vitest';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import type { Clock } from '../../shared/time/clock.ts';
import {
  comeIn,
  connect,
  createRoom,
  enter,
  newId,
  startServer,
  type TestMember,
} from '../support/server.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const protocol = 1;
const forbidden = { ok: false, reason: 'forbidden' };
const idOf = ({ entered }: Pick<TestMember, 'entered'>): string => entered.self.id;
const tokenOf = ({ entered }: Pick<TestMember, 'entered'>): string => entered.token;

/** A class, and what calls it over to the room of another run. */
async function openClass(pupils: number, options: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer(options);
  const { room, hostToken } = await server.createRoom('same-room');
  const host = await comeIn(server.url, room, { hostToken });
  const members: Omit<TestMember, 'view'>[] = [];
  for (let count = 0; count < pupils; count++) members.push(await comeIn(server.url, room));
  const goOver = async () => {
    const next = await createRoom(server.url, 'moon');
    await host.get('console:run', next);
    return next.room;
  };
  return { server, room, host, members, goOver };
}

test('[R20] who was muted, a second host or a pupil is the same in the next run, by the same token', async () => {
  const { server, host, members, goOver } = await openClass(3);
  const [quiet, second, pupil] = members as [TestMember, TestMember, TestMember];
  await host.get('console:standing', { member: idOf(quiet), is: 'muted' });
  await host.get('console:standing', { member: idOf(second), is: 'host' });
  await second.get('room:rename', { id: newId(), name: 'Grace', hue: 200 });
  const next = await goOver();
  const over = async (who: TestMember) => {
    const there = await comeIn(server.url, next, { token: tokenOf(who) });
    expect(there.entered.token).toBe(tokenOf(who));
    return there;
  };
  const muted = await over(quiet);
  expect(muted.entered.self).toMatchObject({ muted: true, host: false, place: 'earth' });
  expect(await muted.ask('chat:say', { id: newId(), text: 'psst' })).toMatchObject(forbidden);
  const named = await over(second);
  expect(named.entered.self).toMatchObject({ muted: false, host: true, name: 'Grace', hue: 200 });
  expect(await named.ask('space:warp', { warp: 3 })).toMatchObject({ ok: true });
  const plain = await over(pupil);
  expect(plain.entered.self).toMatchObject({ muted: false, host: false });
  // What is decided there is decided there.
  await named.get('console:standing', { member: idOf(muted), is: 'member' });
  const again = await over(quiet);
  expect(again.entered.self).toMatchObject({ muted: false });
  expect(idOf(again)).toBe(idOf(muted));
});

test('[R20] who was removed does not walk back in by a new run', async () => {
  const { server, host, members, goOver } = await openClass(2);
  const [gone] = members as [TestMember, TestMember];
  await host.get('room:remove', { member: idOf(gone), ban: false });
  const next = await goOver();
  const before = await server.log.head(next);
  const client = await connect(server.url);
  expect(await client.ask('room:enter', { protocol, room: next, token: tokenOf(gone) })).toEqual({
    ok: false,
    reason: 'unknown',
    detail: 'The host has removed you from this room.',
  });
  expect(await server.log.head(next)).toBe(before);
});

// Other systems have one loopback address.
test.skipIf(process.platform !== 'linux')(
  '[R20] a ban by address holds in the next run and the one after it, also in a room that was idle meanwhile',
  async () => {
    const { server, room, host, goOver } = await openClass(1);
    const alone = await comeIn(server.url, room, { from: '127.0.0.7' });
    expect(await host.get('room:remove', { member: idOf(alone), ban: true })).toEqual({
      isBanned: true,
    });
    const next = await goOver();
    server.clock.advance(3_600_000);
    const newcomer = { name: 'Again', hue: 1, place: 'earth' };
    const again = await connect(server.url, { from: '127.0.0.7' });
    const ask = (into: string) => again.ask('room:enter', { protocol, room: into, newcomer });
    expect(await ask(next)).toMatchObject(forbidden);
    const lead = await comeIn(server.url, next, { token: tokenOf(host) });
    const third = await createRoom(server.url, 'io');
    await lead.get('console:run', third);
    expect(await ask(third.room)).toMatchObject(forbidden);
    server.clock.advance(12 * 3_600_000);
    expect(await ask(third.room)).toMatchObject({ ok: true });
  },
);

test('[R20] the rules of the room go along: a closed door lets in who was there, and nobody else', async () => {
  const { server, host, members, goOver } = await openClass(1);
  const [pupil] = members as [TestMember];
  const rules = { steering: 'all', omniscient: false, locked: true, closed: true, listed: true };
  await host.get('room:settings', { ...rules, steering: 'all' });
  const next = await goOver();
  const newcomer = { name: 'Late', hue: 1, place: 'earth' };
  const client = await connect(server.url);
  expect(await client.ask('room:enter', { protocol, room: next, newcomer })).toMatchObject(
    forbidden,
  );
  const over = await comeIn(server.url, next, { token: tokenOf(pupil) });
  expect(over.entered.room.settings).toEqual(rules);
  expect((await over.get('room:code', {})).code).not.toBe(null);
});

test('[R20] tabs of one member that come over at one time are one member, who comes once', async () => {
  // A log whose commits take a turn of the event loop, so that the entries overlap.
  const file = temporaryFile();
  const log = (clock: Clock) => openSqliteLog({ file, clock });
  const { server, members, goOver } = await openClass(1, { log });
  const [pupil] = members as [TestMember];
  const next = await goOver();
  const clients = await Promise.all(Array.from({ length: 6 }, () => connect(server.url)));
  const token = tokenOf(pupil);
  const tabs = await Promise.all(
    clients.map(async (client) => ({
      entered: await client.get('room:enter', { protocol, room: next, token }),
    })),
  );
  expect(new Set(tabs.map(idOf)).size).toBe(1);
  const joins = await server.log.read(next, { kinds: ['join'], limit: 100 });
  expect(
    joins.filter(({ author }) => author === idOf(tabs[0] as Pick<TestMember, 'entered'>)),
  ).toHaveLength(1);
  const { view } = await enter(server.url, next);
  expect(view.people.filter(({ station }) => !station)).toHaveLength(2);
});

test('[R20] a token of another room is nobody’s, and a room follows another only if its host says so', async () => {
  const { server, room, members } = await openClass(1);
  const [pupil] = members as [TestMember];
  const other = await createRoom(server.url, 'moon');
  const client = await connect(server.url);
  const enterOther = () =>
    client.ask('room:enter', { protocol, room: other.room, token: tokenOf(pupil) });
  expect(await enterOther()).toMatchObject({ reason: 'unknown' });
  expect(await pupil.ask('console:run', other)).toMatchObject(forbidden);
  expect(await enterOther()).toMatchObject({ reason: 'unknown' });
  expect((await server.log.read(room, { kinds: ['next'], limit: 9 })).length).toBe(0);
});
