// A database that was put back under nodes that run, and one that they find put back when they start:
// everybody in its rooms is told that something may be missing, and goes on from what there is.
import { expect, onTestFinished, test } from 'vitest';
import { openPostgresLog } from '../../server/chat/log/postgres.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import { roomRecord, say } from '../contract/event-log.ts';
import { describeOnPostgres } from '../support/postgres.ts';
import { openNode, openNodes, startNode } from '../support/postgres-nodes.ts';
import { createRoom, enter, newId, nextEvent, type TestMember } from '../support/server.ts';

/** As a backup that was put back, on which somebody has gone on already. */
const OTHER_END = `
DELETE FROM lightlag.event WHERE position > 1;
INSERT INTO lightlag.event (room, position, author, id, origin, kind, at, body)
  SELECT room, 2, author, 'other', origin, kind, at, body FROM lightlag.event WHERE position = 1;
INSERT INTO lightlag.event (room, position, author, id, origin, kind, at, body)
  SELECT room, 3, author, 'another', origin, kind, at, body FROM lightlag.event WHERE position = 1;
UPDATE lightlag.room SET head = 3`;

describeOnPostgres('postgres', (server) => {
  const lost = ({ socket }: TestMember) =>
    new Promise<void>((resolve) => {
      if (socket.disconnected) resolve();
      else socket.once('disconnect', () => resolve());
    });

  test('[X11][D5] put back under running nodes: who is there is told, whoever lost something or not', async () => {
    const url = await server().createDatabase();
    const nodes = [await startNode(url), await startNode(url)] as const;
    const { room } = await createRoom(nodes[0], 'same-room');
    const ada = await enter(nodes[0], room);
    const bo = await enter(nodes[1], room);
    await ada.get('chat:say', { id: 'kept-by-backup', text: 'kept' });
    const kept = await nextEvent(bo, ({ id }) => id === 'kept-by-backup');
    await server().backUp();
    const id = newId();
    const speak = async (): Promise<boolean> => (await ada.ask('chat:say', { id, text: '?' })).ok;
    await expect.poll(speak, { timeout: 10_000 }).toBe(true);
    await nextEvent(bo, (event) => event.id === id);
    const { epoch } = ada.entered.room;

    const gone = Promise.all([lost(ada), lost(bo)]);
    await server().putBack();
    await gone;
    const { author, arrivesAt } = kept;
    const cursor = { epoch, author, id: kept.id, arrivesAt };
    const back: TestMember[] = [];
    for (const [index, node] of nodes.entries()) {
      const { token } = [ada, bo][index]?.entered ?? { token: '' };
      // A node that has lost its database may refuse at first.
      await expect
        .poll(
          async () => {
            back[index] = await enter(node, room, { token });
            return back.length;
          },
          { timeout: 10_000 },
        )
        .toBe(index + 1);
    }
    const [first, second] = back as [TestMember, TestMember];
    expect(first.entered.room.epoch).not.toBe(epoch);
    expect(second.entered.room.epoch).toBe(first.entered.room.epoch);
    for (const member of back) {
      // Even by a cursor that the log has: what came after it was lost.
      const page = await member.get('chat:resume', { after: cursor });
      expect(page).toMatchObject({ fresh: true, lost: true });
      const ids = page.events.map((event) => event.id);
      expect(ids).toContain('kept-by-backup');
      expect(ids).not.toContain(id);
    }
    await first.get('chat:say', { id: 'said-again', text: 'again' });
    await nextEvent(second, (event) => event.id === 'said-again');
  }, 60_000);

  test('[X11] other events where a node has read some: one new epoch, though others have gone on already', async () => {
    const { url, nodes, heard } = await openNodes(server());
    const resets = [0, 0];
    nodes.forEach((log, index) => {
      log.peers?.onReset(() => {
        resets[index] = (resets[index] ?? 0) + 1;
      });
    });
    for (const id of ['a', 'b', 'c']) await nodes[0].append('room-1', [say(id)]);
    await expect.poll(() => heard[1].length, { timeout: 10_000 }).toBe(3);
    await server().run(url, OTHER_END);
    await expect.poll(() => Math.min(...resets), { timeout: 10_000 }).toBe(1);
    const found = await Promise.all(nodes.map((log) => log.findRoom('room-1')));
    expect(found[0]?.epoch).not.toBe(roomRecord().epoch);
    expect(found[1]).toEqual(found[0]);
  });

  test('[X11] a copy put in its place while no node ran is found at the start, and said once', async () => {
    const url = await server().createDatabase();
    const told: string[] = [];
    const open = async (database: string) => {
      const tell = (sentence: string) => void told.push(sentence);
      const log = await openPostgresLog({ url: database, clock: createRealClock(), tell });
      onTestFinished(() => log.close());
      return log;
    };
    const before = await open(url);
    await before.createRoom(roomRecord(), []);
    await before.append('room-1', [say('a')]);
    await before.close();
    await (await open(url)).close();
    expect(told).toEqual([]);

    const copy = await server().createDatabase(url);
    const after = await open(copy);
    expect(told).toEqual([expect.stringContaining('may have lost its end')]);
    const epoch = (await after.findRoom('room-1'))?.epoch;
    expect(epoch).not.toBe(roomRecord().epoch);
    const again = await openNode(copy);
    expect((await again.findRoom('room-1'))?.epoch).toBe(epoch);
    expect(told).toHaveLength(1);
  });
});
