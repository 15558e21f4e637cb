// What a tab did, over a real socket: told to the omniscient and to nobody else.
import { expect, test } from 'vitest';
import { simMs } from '../../shared/time/frames.ts';
import { enter, NOON, startServer } from '../support/server.ts';

const did = { kind: 'frozen', from: simMs(NOON), to: simMs(NOON + 3000) } as const;

test('[P11] what a tab did is told to the omniscient, with its place, and not to itself', async () => {
  const server = await startServer();
  const { room } = await server.createRoom();
  const io = await enter(server.url, room, { place: 'io' });
  const watcher = await enter(server.url, room);
  await watcher.get('room:omniscient', { on: true });
  await io.get('room:omniscient', { on: true });
  await io.get('room:doing', did);
  expect(await watcher.next('room:did')).toEqual({ member: io.entered.self.id, place: 'io', did });
  expect(await io.ask('room:doing', { ...did, to: simMs(NOON - 1) })).toMatchObject({
    reason: 'invalid',
  });
  // A later notice is the first one that the tab itself gets.
  await watcher.get('room:doing', { ...did, kind: 'waiting' });
  expect(await io.next('room:did')).toMatchObject({ did: { kind: 'waiting' } });
});

test('[P11] who is not omniscient hears nothing of it, not even at the same place', async () => {
  const server = await startServer();
  const { room } = await server.createRoom();
  const [one, other, watcher] = [
    await enter(server.url, room),
    await enter(server.url, room),
    await enter(server.url, room),
  ];
  const heard: unknown[] = [];
  other.socket.on('room:did', (told) => heard.push(told));
  await watcher.get('room:omniscient', { on: true });
  await one.get('room:doing', did);
  await watcher.next('room:did');
  await other.get('clock:sync', {});
  expect(heard).toEqual([]);
});
