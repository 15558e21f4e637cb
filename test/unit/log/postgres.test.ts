// The log in PostgreSQL: refused in words when it cannot be used, one order for many nodes, and patient
// with a database that is away. With a real server, or not at all.
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { type EventLog, LogUnavailable } from '../../../server/chat/log/event-log.ts';
import { LogOpenError } from '../../../server/chat/log/open-error.ts';
import { openPostgresLog } from '../../../server/chat/log/postgres.ts';
import { createRealClock } from '../../../server/link/real-clock.ts';
import type { Clock } from '../../../shared/time/clock.ts';
import { realMs } from '../../../shared/time/frames.ts';
import { roomRecord, say } from '../../contract/event-log.ts';
import { describeOnPostgres, freePort } from '../../support/postgres.ts';
import { openNode, openNodes } from '../../support/postgres-nodes.ts';

/** Longest that an append may take to be refused, and to be taken once the log is back; real ms. */
const AWAY_MS_MAX = 5000;
/** The database's clock shows a minute less. */
const CLOCK_SET_BACK = `
CREATE OR REPLACE FUNCTION lightlag.now_ms() RETURNS double precision LANGUAGE sql VOLATILE
AS 'SELECT (extract(epoch FROM clock_timestamp()) * 1000 - 60000)::double precision'`;

describeOnPostgres('postgres', (server) => {
  const refusal = (url: string) =>
    openPostgresLog({ url, clock: createRealClock() }).then(
      () => undefined,
      (error: unknown) => error as LogOpenError,
    );

  async function expectRefused(url: string, ...words: string[]): Promise<void> {
    const error = await refusal(url);
    expect(error).toBeInstanceOf(LogOpenError);
    for (const word of words) expect(error?.message).toContain(word);
    expect(error?.message).toMatch(/^[^\n]+\.$/);
    expect(error?.message).not.toContain('secret');
  }

  test('[G11] a server that is not there, or refuses, is said without the password', async () => {
    const port = await freePort();
    await expectRefused(`postgres://me:secret@127.0.0.1:${port}/chat`, `127.0.0.1:${port}/chat`);
    const { host } = new URL(await server().createDatabase());
    await expectRefused(`postgres://me:secret@${host}/nowhere`, `${host}/nowhere refused`);
    await expectRefused('postgres://me:secret@[::/chat', 'Expected the URL');
  });

  test('[G11] another program\u2019s schema and a newer one are refused and left alone', async () => {
    const url = await server().createDatabase();
    await server().run(url, 'CREATE SCHEMA lightlag; CREATE TABLE lightlag.bookmark (url text)');
    await expectRefused(url, 'of another program');
    const newer = await server().createDatabase();
    await (await openPostgresLog({ url: newer, clock: createRealClock() })).close();
    await server().run(newer, 'UPDATE lightlag.meta SET version = 99');
    await expectRefused(newer, 'newer version of Lightlag (schema 99, this one knows 2)');
  });

  test('[G12] a database that acknowledges early, or is no primary, is refused', async () => {
    const url = await server().createDatabase();
    const name = new URL(url).pathname.slice(1);
    await server().run(url, `ALTER DATABASE ${name} SET synchronous_commit = off`);
    await expectRefused(url, 'synchronous_commit = off');
    await server().run(url, `ALTER DATABASE ${name} RESET synchronous_commit`);
    await server().run(url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await expectRefused(url, 'read-only');
  });

  test('[X1] nodes that open an empty database at the same time all get the one log', async () => {
    const url = await server().createDatabase();
    const nodes = await Promise.all(Array.from({ length: 4 }, () => openNode(url)));
    await nodes[0]?.createRoom(roomRecord(), []);
    expect(await nodes[3]?.findRoom('room-1')).toEqual(roomRecord());
  });

  test('[X2] appends of two nodes to one room: positions without a gap, one order for all', async () => {
    const { nodes, heard } = await openNodes(server());
    const each = 300;
    const own = nodes.map((log, node) =>
      Promise.all(
        Array.from({ length: each }, async (_, index) => {
          // Every third is said by both: who comes second gets the entry of the first.
          const id = index % 3 === 0 ? `both-${index}` : `node-${node}-${index}`;
          return log.append('room-1', [say(id)]);
        }),
      ),
    );
    const answers = await Promise.all(own);
    const total = 2 * each - each / 3;
    await expect.poll(() => heard.map(({ length }) => length)).toEqual([total, total]);
    expect(heard[0]).toEqual(heard[1]);
    expect(heard[0].map(({ position }) => position)).toEqual(
      Array.from({ length: total }, (_, index) => index + 1),
    );
    const stamps = heard[0].map(({ at }) => at);
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
    for (const events of answers.flat()) {
      expect(heard[0]).toContainEqual(events[0]);
    }
  });

  test('[X2] everything of one batch has one stamp, whatever the plan of the database', async () => {
    const { nodes } = await openNodes(server());
    // Backwards, so that the order of the keys is not that of the positions.
    const drafts = Array.from({ length: 250 }, (_, index) => say(`e${999 - index}`));
    const taken = await nodes[0].append('room-1', drafts);
    expect(new Set(taken.map(({ at }) => at)).size).toBe(1);
    expect(taken.map(({ position }) => position)).toEqual(drafts.map((_, index) => index + 1));
  });

  test('[X2] a stamp never goes back with the database\u2019s clock', async () => {
    const { url, nodes, heard } = await openNodes(server());
    await nodes[0].append('room-1', [say('before')]);
    await server().run(url, CLOCK_SET_BACK);
    await nodes[1].append('room-1', [say('after')]);
    const [before, after] = await nodes[0].read('room-1', { limit: 2 });
    expect(after?.at).toBe(before?.at);
    expect(heard[1].map(({ id }) => id)).toEqual(['before', 'after']);
  });

  test('[X6] what a node has settled nothing comes before, whatever others are writing', async () => {
    const { url, nodes, heard } = await openNodes(server());
    const claims: { readonly at: number; readonly known: number }[] = [];
    let isOver = false;
    const speaking = Promise.all(
      Array.from({ length: 200 }, (_, index) => nodes[0].append('room-1', [say(`e${index}`)])),
    ).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await nodes[1].settle('room-1');
      claims.push({ at: nodes[1].settledAt('room-1'), known: heard[1].length });
    }
    await speaking;
    await nodes[1].settle('room-1');
    expect(heard[1]).toHaveLength(200);
    for (const { at, known } of claims) {
      for (const later of heard[1].slice(known)) expect(later.at).toBeGreaterThanOrEqual(at);
    }
    const told = nodes[1].settledAt('room-1');
    await server().run(url, CLOCK_SET_BACK);
    const [after] = await nodes[0].append('room-1', [say('after')]);
    expect(after?.at).toBeGreaterThanOrEqual(told);
  });

  test('[X6] an append that has its stamp and is not committed holds up who settles', async () => {
    const { url, nodes, heard } = await openNodes(server());
    const other = new Client({ connectionString: url });
    await other.connect();
    onTestFinished(() => other.end());
    await other.query(`BEGIN; SELECT FROM lightlag.room WHERE id = 'room-1' FOR NO KEY UPDATE`);
    let isSettled = false;
    const settling = nodes[1].settle('room-1').then(() => {
      isSettled = true;
    });
    // Longer than any answer takes that need not wait.
    await nodes[1].head('room-1');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isSettled).toBe(false);
    await other.query('COMMIT');
    await settling;
    expect(heard[1]).toEqual([]);
    expect(nodes[1].settledAt('room-1')).toBeLessThanOrEqual(Date.now() + 1);
  });

  test('[X7] nodes hear of each other who has a tab where, and not of themselves', async () => {
    const { nodes } = await openNodes(server());
    const [here, there] = nodes.map(({ peers }) => peers);
    await here?.callRoll(new Map([['room-1', ['ada', 'bo']]]));
    const heard = await there?.callRoll(new Map([['room-1', ['cy']]]));
    expect(heard).toEqual(new Map([['room-1', new Set(['ada', 'bo'])]]));
    const back = await here?.callRoll(new Map([['room-1', []]]));
    expect(back).toEqual(new Map([['room-1', new Set(['cy'])]]));
    const nobody = await there?.callRoll(new Map([['room-1', ['cy']]]));
    expect(nobody?.get('room-1') ?? new Set()).toEqual(new Set());
  });

  test('[X8] a word goes to the other nodes, and not to the one that says it', async () => {
    const { nodes } = await openNodes(server());
    const heard: [string[], string[]] = [[], []];
    nodes.forEach((log, index) => {
      log.peers?.listen((room, word) => {
        if (word.kind === 'typing') heard[index]?.push(`${room} ${word.member}`);
      });
    });
    const speak = (from: 0 | 1, to: 0 | 1, member: string) =>
      expect
        .poll(() => {
          // Of use now or never: a node that does not listen yet misses it.
          const word = { kind: 'typing', member, origin: 'earth', at: 5 } as const;
          if (heard[to].length === 0) nodes[from].peers?.tell('room-1', word);
          return heard[to][0];
        })
        .toBe(`room-1 ${member}`);
    await speak(0, 1, 'ada');
    await speak(1, 0, 'bo');
    expect(heard[0]).not.toContain('room-1 ada');
  });

  test('[X3] without NOTIFY another node has an event after a look', async () => {
    const { nodes, heard } = await openNodes(server(), { notify: false });
    await nodes[0].append('room-1', [say('a')]);
    await nodes[0].append('room-1', [say('b')]);
    expect(heard[0]).toHaveLength(2);
    await expect.poll(() => heard[1].length, { timeout: 10_000 }).toBe(2);
    expect(heard[1]).toEqual(heard[0]);
  });

  test('[X3] with NOTIFY it needs no look', async () => {
    const url = await server().createDatabase();
    const here = await openNode(url);
    // Its clock stands still, so that it looks once, when it is opened.
    const still: Clock = { now: () => realMs(Date.now()), wakeAt: () => () => {} };
    const there = await openNode(url, { clock: still });
    await here.createRoom(roomRecord(), []);
    const heard: string[] = [];
    there.follow('room-1', 1, (events) => heard.push(...events.map(({ id }) => id)));
    await expect
      .poll(async () => {
        await here.append('room-1', [say(`e${heard.length}`)]);
        return heard.length;
      })
      .toBeGreaterThan(2);
  });

  test('[X4] a database that hangs: refused within 5 s, taken again within 5 s, kept once', async () => {
    const { url, nodes, heard } = await openNodes(server());
    await nodes[0].append('room-1', [say('before')]);
    server().freeze();
    try {
      const timed = async (asked: Promise<unknown>): Promise<number> => {
        const askedAt = performance.now();
        await expect(asked).rejects.toBeInstanceOf(LogUnavailable);
        return performance.now() - askedAt;
      };
      const refusedAfter = (log: EventLog, id: string) => timed(log.append('room-1', [say(id)]));
      // The second one waits behind the first.
      const settling = Promise.all([
        timed(nodes[0].settle('room-1')),
        wait(10).then(() => timed(nodes[0].settle('room-1'))),
      ]);
      const first = Promise.all([refusedAfter(nodes[0], 'x'), refusedAfter(nodes[1], 'y')]);
      // While the first ones wait for an answer, and while they wait for a connection.
      await wait(1000);
      const second = refusedAfter(nodes[0], 'z');
      const refused = [...(await first), await second, ...(await settling)];
      for (const ms of refused) expect(ms).toBeLessThan(AWAY_MS_MAX);
      expect(await nodes[0].isReady()).toBe(false);
    } finally {
      server().thaw();
    }
    const thawedAt = performance.now();
    for (const id of ['x', 'y', 'z']) {
      for (const log of nodes) await insist(() => log.append('room-1', [say(id)]));
    }
    expect(performance.now() - thawedAt).toBeLessThan(AWAY_MS_MAX);
    await expect.poll(() => heard.map(({ length }) => length)).toEqual([4, 4]);
    expect(heard[0]).toEqual(heard[1]);
    expect(new Set(heard[0].map(({ id }) => id))).toEqual(new Set(['before', 'x', 'y', 'z']));
    await expectNoMoreConnections(url);
  });

  test('[X4] a database that crashes and comes back: what was acknowledged is there, once', async () => {
    const { url, nodes, heard } = await openNodes(server());
    const acknowledged: string[] = [];
    let refused = 0;
    const speak = async (log: EventLog, name: string): Promise<void> => {
      for (let index = 0; index < 200; index++) {
        const id = `${name}-${index}`;
        await insist(
          () => log.append('room-1', [say(id)]),
          () => refused++,
        );
        acknowledged.push(id);
      }
    };
    const speakers = nodes.map((log, node) => speak(log, `n${node}`));
    await expect.poll(() => acknowledged.length).toBeGreaterThan(20);
    await server().restart();
    await Promise.all(speakers);
    expect(refused).toBeGreaterThan(0);
    await expect.poll(() => heard.map(({ length }) => length)).toEqual([400, 400]);
    expect(heard[0]).toEqual(heard[1]);
    expect(heard[0].map(({ id }) => id).sort()).toEqual(acknowledged.sort());
    await expectNoMoreConnections(url);
  });

  /** Two nodes: each listens on one, and one room is appended to on another. */
  async function expectNoMoreConnections(url: string): Promise<void> {
    const names = `
      SELECT application_name AS name, count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'lightlag %' GROUP BY 1 ORDER BY 1`;
    // Those that the database has not yet seen to be broken go when it has.
    await expect
      .poll(() => server().run(url, names), { timeout: 10_000 })
      .toEqual([
        { name: 'lightlag appends', count: 2 },
        { name: 'lightlag watch', count: 2 },
      ]);
  }

  test('[X5] a node\u2019s clock may show anything: its log has the database\u2019s time, never more', async () => {
    const url = await server().createDatabase();
    const system = createRealClock();
    const hour = 3_600_000;
    for (const skewMs of [-hour, 0, hour]) {
      const clock: Clock = {
        now: () => realMs(system.now() + skewMs),
        wakeAt: (at, run) => system.wakeAt(realMs(at - skewMs), run),
      };
      const log = await openNode(url, { clock });
      const before = log.now();
      const [row] = await server().run(url, 'SELECT lightlag.now_ms() AS now');
      const now = Number(row?.now);
      expect(before).toBeLessThanOrEqual(now);
      expect(log.now()).toBeGreaterThan(now - 5000);
      await log.createRoom({ ...roomRecord(`room${skewMs}`), openedAt: log.now() }, []);
      const [event] = await log.append(`room${skewMs}`, [say('x')]);
      expect(event?.at).toBeGreaterThanOrEqual(now);
      expect(event?.at).toBeLessThan(now + 60_000);
    }
  });
});

/** Asks until the log takes it, as a client with an outbox does. */
async function insist<T>(ask: () => Promise<T>, onRefused = (): void => {}): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      onRefused();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
