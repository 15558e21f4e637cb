// The example balancers in front of three nodes: a WebSocket works wherever it goes, long polling keeps to
// its node, and a log that is away cuts nobody off.
import { describe, expect, onTestFinished, test } from 'vitest';
import { type BalancerName, findBalancer, startBalancer } from '../support/balancer.ts';
import { openPollingTab } from '../support/polling-tab.ts';
import { findPostgres, freePort, startPostgres } from '../support/postgres.ts';
import { startNode } from '../support/postgres-nodes.ts';
import { createRoom, enter, newId } from '../support/server.ts';

const NAMES: readonly BalancerName[] = ['nginx', 'haproxy'];

describe.skipIf(!findPostgres())('nodes', () => {
  for (const name of NAMES) {
    test.skipIf(!findBalancer(name))(
      `[X10] behind ${name}: WebSockets anywhere, polling at one node, refusals while the log is away`,
      async () => {
        const postgres = await startPostgres();
        onTestFinished(() => postgres.close());
        const db = await postgres.createDatabase();
        const nodes = await Promise.all([startNode(db), startNode(db), startNode(db)]);
        const ports = nodes.map((node) => Number(new URL(node).port));
        const url = await startBalancer(name, await freePort(), ports);
        await expect
          .poll(() => fetch(`${url}/healthz`).then(({ status }) => status), { timeout: 10_000 })
          .toBe(200);
        const { room } = await createRoom(url, 'same-room');
        const members = await Promise.all(Array.from({ length: 4 }, () => enter(url, room)));
        const polling = await openPollingTab(url, room);
        const [first] = members;
        for (const id of [newId(), newId()]) {
          await first?.get('chat:say', { id, text: 'heard' });
          for (;;) if ((await polling.poll()).some((packet) => packet.includes(id))) break;
        }

        postgres.freeze();
        const refused = await Promise.all(
          members.map((member) => member.ask('chat:say', { id: newId(), text: 'refused' })),
        );
        postgres.thaw();
        for (const outcome of refused) {
          expect(outcome).toMatchObject({ ok: false, reason: 'unavailable' });
        }
        const say = async () => (await first?.ask('chat:say', { id: newId(), text: 'taken' }))?.ok;
        await expect.poll(say, { timeout: 10_000 }).toBe(true);
        expect(members.map(({ socket }) => socket.connected)).toEqual(members.map(() => true));
      },
      60_000,
    );
  }
});
