// Three nodes of one log behind a balancer, with everything that can end ending: what is acknowledged is
// seen by everybody, once, in one order per place, and not before its light.
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findBalancer, startBalancer } from '../support/balancer.ts';
import { bundleProgram } from '../support/bundled-program.ts';
import { type ChildServer, startChild } from '../support/child-server.ts';
import { findPostgres, freePort, startPostgres } from '../support/postgres.ts';
import { createRoom } from '../support/server.ts';
import { openSteadyMember, type SteadyMember } from '../support/steady-member.ts';

const NODES = 3;
const PLACES = ['earth', 'moon'];
/** Real ms for which nodes are killed. */
const LOAD_MS = 60_000;
const KILL_EVERY_MS = 4000;
const RESTART_AT_MS = 12_000;
const HANG_AT_MS = 26_000;
const HANG_MS = 10_000;
/** Longest until an append is refused while the log is away, and taken once it is back; real ms. */
const AWAY_MS_MAX = 5000;
/** Real ms until everybody's last message is taken, with all nodes up. */
const STOP_MS_MAX = 30_000;
/** Real ms between two messages of a member. */
const SAY_EVERY_MS = 250;

async function startNodes() {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.close());
  const db = await postgres.createDatabase();
  const main = await bundleProgram('nodes');
  const env = { LIGHTLAG_TRUST_PROXY: '127.0.0.1' };
  const ports = await Promise.all(Array.from({ length: NODES }, freePort));
  const start = (port: number) => startChild({ db, port, main, env });
  const nodes: (ChildServer | undefined)[] = await Promise.all(ports.map(start));
  const url = await startBalancer('nginx', await freePort(), ports);
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
  });

  /** Until it finds its log, as whoever supervises it does. */
  async function startAgain(index: number): Promise<void> {
    while (!nodes[index] && !isOver) {
      nodes[index] = await start(ports[index] as number).catch(() => undefined);
      if (!nodes[index]) await wait(500);
    }
  }

  const restarts: Promise<void>[] = [];
  let turn = 0;
  return {
    postgres,
    url,
    /** Kills the next node that runs, which is then started again; false if none runs. */
    async killNext(): Promise<boolean> {
      for (let tried = 0; tried < NODES; tried++) {
        const index = turn++ % NODES;
        const node = nodes[index];
        if (!node) continue;
        nodes[index] = undefined;
        await node.end('SIGKILL');
        restarts.push(startAgain(index));
        return true;
      }
      return false;
    },
    allUp: () => Promise.all(restarts),
  };
}

/** A cookie for each node, as the example of nginx gives them. */
async function cookiesOf(url: string): Promise<string[]> {
  const byNode = new Map<string, string>();
  for (let index = 0; byNode.size < NODES && index < 200; index++) {
    const cookie = `lightlag_node=try-${index}`;
    const { headers } = await fetch(`${url}/healthz`, { headers: { cookie } });
    byNode.set(headers.get('x-node') ?? '', cookie);
  }
  expect(byNode.size).toBe(NODES);
  return [...byNode.values()];
}

/** A member at each place on each node to begin with, each from an address of its own. */
async function openMembers(url: string, room: string): Promise<SteadyMember[]> {
  const cookies = await cookiesOf(url);
  const members = PLACES.flatMap((place) => cookies.map((cookie) => ({ place, cookie })));
  const opened = await Promise.all(
    members.map((who, index) =>
      openSteadyMember({ url, room, ...who, from: `127.0.0.${index + 2}` }),
    ),
  );
  onTestFinished(() => {
    for (const member of opened) member.close();
  });
  return opened;
}

/** Everybody speaks until `stop` is called; what was taken. */
function keepTalking(members: readonly SteadyMember[]) {
  const taken: string[] = [];
  let isOver = false;
  const talks = members.map(async (member, index) => {
    for (let count = 0; !isOver; count++) {
      taken.push(await member.say(`word-${index}-${count}-of-many`));
      await wait(SAY_EVERY_MS);
    }
  });
  return {
    taken,
    async stop() {
      isOver = true;
      await Promise.all(talks);
    },
  };
}

/** At every place: everything that was taken, once, in one order for all. */
async function expectTheSame(members: readonly SteadyMember[], taken: readonly string[]) {
  const missing = () =>
    members.map(({ heard }) => {
      const known = new Set(heard);
      return taken.filter((key) => !known.has(key));
    });
  const nothing = members.map(() => []);
  await expect.poll(missing, { timeout: 20_000, interval: 200 }).toEqual(nothing);
  const said = new Set(taken);
  for (const place of PLACES) {
    const lists = members
      .filter((member) => member.place === place)
      .map(({ heard }) => heard.filter((key) => said.has(key)));
    for (const list of lists) {
      expect(list).toHaveLength(said.size);
      expect(list).toEqual(lists[0]);
    }
  }
}

const canRun = findPostgres() !== undefined && findBalancer('nginx') !== undefined;

describe.skipIf(!canRun)('nodes', () => {
  test('[X4][X6][X9] nodes are killed, the log crashes and hangs: nothing lost, doubled, early, or in two orders', async () => {
    const { postgres, url, killNext, allUp } = await startNodes();
    const { room } = await createRoom(url, 'moon');
    const members = await openMembers(url, room);
    const talk = keepTalking(members);
    const began = performance.now();
    const until = (ms: number) => wait(Math.max(0, began + ms - performance.now()));
    let kills = 0;
    const killing = (async () => {
      for (let at = KILL_EVERY_MS; at < LOAD_MS; at += KILL_EVERY_MS) {
        await until(at);
        if (await killNext()) kills++;
      }
    })();

    await until(RESTART_AT_MS);
    await postgres.restart();
    await until(HANG_AT_MS);
    postgres.freeze();
    await wait(HANG_MS / 2);
    const hung = talk.taken.length;
    await wait(HANG_MS / 2);
    expect(talk.taken.length, 'taken by a log that hangs').toBe(hung);
    const thawedAt = performance.now();
    postgres.thaw();
    await expect
      .poll(() => talk.taken.length, { timeout: 20_000, interval: 20 })
      .toBeGreaterThan(hung);
    const backMs = performance.now() - thawedAt;
    await killing;
    await allUp();
    await Promise.race([talk.stop(), wait(STOP_MS_MAX)]);
    expect(members.map(({ doing }) => doing)).toEqual(members.map(() => ''));
    await expectTheSame(members, talk.taken);

    const refusals = members.flatMap((member) => member.refusals);
    expect(members.flatMap(({ faults }) => faults)).toEqual([]);
    expect(backMs).toBeLessThan(AWAY_MS_MAX);
    expect(kills).toBeGreaterThan(6);
    expect(talk.taken.length).toBeGreaterThan(200);
    expect(refusals.length).toBeGreaterThan(0);
    for (const { reason, ms } of refusals) {
      expect(reason).toBe('unavailable');
      expect(ms).toBeLessThan(AWAY_MS_MAX);
    }
    expect(Math.min(...members.map(({ returns }) => returns))).toBeGreaterThan(0);
  }, 150_000);
});
