// A tab that is too far behind, and how it goes on. Its connection is a small stand-in: how much of the
// network's buffers a machine has is not ours to say.
import { expect, onTestFinished, test, vi } from 'vitest';
import { createMemoryLog } from '../../../server/chat/log/memory.ts';
import type { Room } from '../../../server/chat/room.ts';
import { createRooms } from '../../../server/chat/rooms.ts';
import { channel, type Session } from '../../../server/sockets/session.ts';
import { createSlowTabs } from '../../../server/sockets/slow-tabs.ts';
import type { NoticeOf } from '../../../shared/wire/protocol.ts';
import { roomRecord } from '../../contract/event-log.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { settle } from '../../support/settle.ts';
import { toyLight } from '../../support/toy-light.ts';

const START = Date.UTC(2026, 10, 22, 12);

async function openTab() {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const clock = createManualClock(START);
  const log = createMemoryLog({ clock });
  await log.createRoom(roomRecord('room-1'), []);
  const onError = (error: unknown): never => {
    throw error;
  };
  const shell = { log, clock, lightTimes: toyLight, onError, onLoad: () => undefined };
  const rooms = createRooms(shell);
  onTestFinished(() => rooms.close());
  const room = (await rooms.open('room-1')) as Room;
  const join = { kind: 'join', name: 'Ann', hue: 1 } as const;
  await room.append([{ id: 'join', author: 'ann', origin: 'earth', body: join }]);
  room.attach('ann');
  await room.feeds.open('earth');

  const attending = channel.place(room, 'earth');
  const heard: string[] = [];
  const network = { bufferedAmount: 0, isGone: false };
  const channels = new Set([attending]);
  const take = (piece: NoticeOf<'chat:arrived'>) => heard.push(...piece.events.map(({ id }) => id));
  const socket = {
    connected: true,
    rooms: channels,
    join: (name: string) => channels.add(name),
    leave: (name: string) => channels.delete(name),
    emit: (_name: string, piece: NoticeOf<'chat:arrived'>) => take(piece),
    conn: {
      writeBuffer: [],
      transport: { socket: network },
      close() {
        network.isGone = true;
      },
    },
  };
  const actor = { member: 'ann', host: false };
  const inside = { room, actor, attending };
  const session = { socket, inside } as unknown as Session;
  room.listen({
    arrived(_place, arrivals) {
      if (channels.has(attending)) heard.push(...arrivals.map(({ event }) => event.id));
    },
  });
  const slow = createSlowTabs({ sessions: () => [session], clock });
  const say = async (id: string): Promise<void> => {
    const body = { kind: 'say', text: 'x' } as const;
    await room.append([{ id, author: 'bob', origin: 'earth', body }]);
  };
  const look = async (): Promise<void> => {
    slow.look();
    await vi.advanceTimersByTimeAsync(100);
    await settle();
  };
  return { clock, network, channels, attending, heard, say, look };
}

test('[K7] a tab that is behind hears nothing, and once it has read, all it missed, once, in order', async () => {
  const { network, channels, attending, heard, say, look } = await openTab();
  await say('a');
  network.bufferedAmount = 1_000_001;
  await look();
  expect([...channels]).toEqual([]);
  await say('b');
  await say('c');
  await look();
  expect(heard).toEqual(['a']);
  network.bufferedAmount = 0;
  await look();
  expect(heard).toEqual(['a', 'b', 'c']);
  expect([...channels]).toEqual([attending]);
  await say('d');
  expect(heard).toEqual(['a', 'b', 'c', 'd']);
  expect(network.isGone).toBe(false);
});

test('[K7] one that has more than a page to catch up with is dropped, and comes back by its cursor', async () => {
  const { network, heard, say, look } = await openTab();
  network.bufferedAmount = 1_000_001;
  await look();
  for (let said = 0; said < 201; said++) await say(`word-${said}`);
  network.bufferedAmount = 0;
  await look();
  expect([heard, network.isGone]).toEqual([[], true]);
});

test('[K7] one that is behind for 10 s is dropped, not sooner', async () => {
  const { clock, network, look } = await openTab();
  network.bufferedAmount = 1_000_001;
  await look();
  clock.advance(9_999);
  await look();
  expect(network.isGone).toBe(false);
  clock.advance(1);
  await look();
  expect(network.isGone).toBe(true);
});

test('[K7] up to 1 MB may wait for a tab', async () => {
  const { network, channels, look } = await openTab();
  network.bufferedAmount = 1_000_000;
  await look();
  expect(channels.size).toBe(1);
});
