// Clients that do not read: fed up to a limit, dropped after 10 s, and missing nothing when they come back.
import { expect, test } from 'vitest';
import type { ArrivedEvent, WireCursor } from '../../shared/wire/event.ts';
import { openPollingTab } from '../support/polling-tab.ts';
import { enter, newId, startServer, type TestMember, type TestServer } from '../support/server.ts';

const MB = 2 ** 20;
const TEXT = 'x'.repeat(4000);

interface Reader {
  readonly member: TestMember;
  readonly seen: ArrivedEvent[];
  cursor: WireCursor | null;
}

/** Keeps what it is given; each piece has to follow the last one. */
function read(member: TestMember): Reader {
  const reader: Reader = { member, seen: [...member.view.events], cursor: member.view.cursor };
  member.socket.on('chat:arrived', ({ events, after, cursor }) => {
    expect(after).toEqual(reader.cursor);
    reader.seen.push(...events);
    reader.cursor = cursor;
  });
  return reader;
}

/** The network socket below a client: paused, it reads nothing, and the kernel's buffers fill up. */
function networkOf({ socket }: TestMember): Network {
  return (socket.io.engine as unknown as { transport: { ws: Network } }).transport.ws;
}

interface Network {
  pause(): void;
  resume(): void;
  send(packet: string): void;
}

/** Says so many megabytes at Earth, 80 kB at a time, each when `isHeard` has heard what went before. */
async function talk(
  server: TestServer,
  room: string,
  megabytes: number,
  isHeard: (count: number) => boolean = () => true,
): Promise<void> {
  const author = 'somebody-else';
  let count = 0;
  for (let said = 0; said < megabytes * MB; said += 20 * TEXT.length) {
    const drafts = Array.from({ length: 20 }, () => {
      const body = { kind: 'say', text: TEXT } as const;
      return { id: newId(), author, origin: 'earth', body };
    });
    await server.log.append(room, drafts);
    count += drafts.length;
    // The network has its turn.
    do await new Promise((wake) => setImmediate(wake));
    while (!isHeard(count));
  }
}

const ids = (events: readonly ArrivedEvent[]): string[] => events.map(({ id }) => id);

test('[K7] who does not read is fed 1 MB, dropped after 10 s, and gets each event once when back', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const quick = read(await enter(server.url, room));
  const slow = read(await enter(server.url, room));
  const { token } = slow.member.entered;
  networkOf(slow.member).pause();
  const before = process.memoryUsage().arrayBuffers;
  // Who reads would be behind too, were they not waited for: both sides are this one process.
  const first = quick.seen.length;
  await talk(server, room, 24, (count) => quick.seen.length >= first + count);
  // A blind pong, so that no heartbeat ends the connection.
  networkOf(slow.member).send('3');
  // What the frames of the stock server would hold: all of it. The rest is the kernel's.
  expect((process.memoryUsage().arrayBuffers - before) / MB).toBeLessThan(12);
  expect(slow.member.socket.connected).toBe(true);
  for (let second = 0; second < 11; second++) server.clock.advance(1000);
  const isGone = new Promise((gone) => slow.member.socket.once('disconnect', gone));
  networkOf(slow.member).resume();
  await isGone;

  const back = await enter(server.url, room, { token });
  for (let more = true; more; ) {
    const page = await back.get('chat:resume', { after: slow.cursor });
    expect(page).toMatchObject({ fresh: false, lost: false });
    slow.seen.push(...page.events);
    slow.cursor = page.cursor;
    more = page.more;
  }
  const from = ids(quick.seen).indexOf(ids(slow.seen)[0] as string);
  expect(ids(slow.seen)).toEqual(ids(quick.seen).slice(from));
}, 60_000);

test('[K7] who does not poll is fed 500 packets, then nothing, and is dropped, pong or not', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const flood = async (): Promise<void> => {
    for (let said = 0; said < 1500; said++) {
      const body = { kind: 'say', text: 'hi' } as const;
      await server.log.append(room, [{ id: newId(), author: 'else', origin: 'earth', body }]);
      if (said % 10 === 0) await new Promise((wake) => setTimeout(wake, 1));
    }
  };
  const tab = await openPollingTab(server.url, room);
  await flood();
  expect(await tab.post('3')).toBe(200);
  const packets = await tab.poll();
  expect(packets.length).toBeGreaterThan(450);
  // And what came in the 20 ms of the second look.
  expect(packets.length).toBeLessThan(900);

  const other = await openPollingTab(server.url, room);
  await flood();
  for (let second = 0; second < 12; second++) {
    server.clock.advance(1000);
    await other.post('3');
  }
  expect(await other.post('3')).toBe(400);
});

test('[K7] who asks on and on and reads nothing is answered `busy`, and memory stays as it is', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  await talk(server, room, 1);
  const asking = await enter(server.url, room);
  const cursor = asking.view.cursor as WireCursor;
  networkOf(asking).pause();
  const before = process.memoryUsage().arrayBuffers;
  const answers = [];
  for (let asked = 0; asked < 100; asked++) {
    answers.push(asking.ask('chat:history', { before: cursor }));
    await new Promise((wake) => setTimeout(wake, 1));
  }
  // 100 pages of 800 kB were asked for.
  expect((process.memoryUsage().arrayBuffers - before) / MB).toBeLessThan(12);
  networkOf(asking).resume();
  const outcomes = await Promise.all(answers);
  expect(outcomes.filter((one) => !one.ok && one.reason === 'busy').length).toBeGreaterThan(50);
}, 30_000);
