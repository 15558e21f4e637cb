// What a commit to PostgreSQL is: all that was asked for meanwhile, told in one go, taken or not by the
// database's word alone; and how other nodes follow it where NOTIFY does not work.
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { LogUnavailable } from '../../../server/chat/log/event-log.ts';
import { createConnection } from '../../../server/chat/log/postgres-connection.ts';
import { say } from '../../contract/event-log.ts';
import { describeOnPostgres } from '../../support/postgres.ts';
import { openNodes } from '../../support/postgres-nodes.ts';

/** As a pooler or another database that does not know it. */
const WITHOUT_NOTIFY = (database: string): string => `
CREATE SCHEMA broken;
CREATE FUNCTION broken.pg_notify(text, text) RETURNS void LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'NOTIFY is not supported'; END $$;
ALTER DATABASE ${database} SET search_path = broken, pg_catalog`;

/** Takes every statement of the transaction, and then refuses the commit itself. */
const REFUSES_COMMITS = `
CREATE FUNCTION lightlag.refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN IF NEW.id LIKE 'bad%' THEN RAISE EXCEPTION 'no'; END IF; RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON lightlag.event
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lightlag.refuse()`;

const WATCHES = `
SELECT pid FROM pg_stat_activity
WHERE application_name = 'lightlag watch' AND datname = current_database() ORDER BY pid`;

describeOnPostgres('postgres', (server) => {
  test('[X2][D1] what one commit brings to a room is told at once: no time is read between its events', async () => {
    const { nodes } = await openNodes(server());
    const calls: string[][] = [];
    await nodes[0].append('room-1', [say('old')]);
    nodes[0].follow('room-1', 2, (events) => calls.push(events.map(({ id }) => id)));
    await nodes[0].append('room-1', [say('first')]);
    await Promise.all([
      nodes[0].append('room-1', [say('word')]),
      nodes[0].append('room-1', [say('old')]),
      nodes[0].append('room-1', [say('warp', { body: { kind: 'warp', warp: 0 } })]),
    ]);
    expect(calls).toEqual([['first'], ['word', 'warp']]);
  });

  test('[X2] a commit holds up to 256 events, however much is asked for at once', async () => {
    const { url, nodes } = await openNodes(server());
    const ids = Array.from({ length: 1000 }, (_, index) => `e${index}`);
    const taken = await Promise.all(ids.map((id) => nodes[0].append('room-1', [say(id)])));
    expect(taken.map(([event]) => event?.position)).toEqual(ids.map((_, index) => index + 1));
    const commits = await server().run(
      url,
      'SELECT count(*)::int AS events FROM lightlag.event GROUP BY xmin::text ORDER BY 1',
    );
    expect(commits.map(({ events }) => events)).toEqual([232, 256, 256, 256]);
  });

  test('[X2] a commit that the database refuses at its end is not acknowledged, nor told to anybody', async () => {
    const { url, nodes, heard } = await openNodes(server());
    await server().run(url, REFUSES_COMMITS);
    await expect(nodes[0].append('room-1', [say('bad')])).rejects.toBeInstanceOf(LogUnavailable);
    expect(await nodes[0].head('room-1')).toBe(0);
    await nodes[0].append('room-1', [say('good')]);
    await expect.poll(() => heard[1].length, { timeout: 10_000 }).toBe(1);
    expect(heard.map((events) => events.map(({ id }) => id))).toEqual([['good'], ['good']]);
  });

  test('[X4] a connection that breaks twice over is replaced once, and none is left open', async () => {
    const url = await server().createDatabase();
    const connection = createConnection({ connectionString: url, application_name: 'replaced' });
    const first = await connection.get();
    const says = once(first, 'error');
    connection.drop(first);
    // Made before the first one has said that it is gone.
    const second = await connection.get();
    await says;
    expect(await connection.get()).toBe(second);
    const open = `SELECT count(*)::int AS open FROM pg_stat_activity WHERE application_name = 'replaced'`;
    await expect.poll(() => server().run(url, open)).toEqual([{ open: 1 }]);
    await connection.close();
    await expect.poll(() => server().run(url, open)).toEqual([{ open: 0 }]);
  });

  test('[X3] a database that refuses NOTIFY: each node has what others append, in order, after a look', async () => {
    const { url, nodes, heard } = await openNodes(server(), { prepare: WITHOUT_NOTIFY });
    const watches = () => server().run(url, WATCHES);
    await expect.poll(watches).toHaveLength(2);
    const before = await watches();
    // All the while something is announced in vain.
    let isOver = false;
    const speaking = (async () => {
      for (let index = 0; !isOver; index++) await nodes[0].append('room-1', [say(`e${index}`)]);
    })();
    try {
      await expect.poll(() => heard[1].length, { timeout: 10_000 }).toBeGreaterThan(0);
    } finally {
      isOver = true;
      await speaking;
    }
    await nodes[1].append('room-1', [say('last')]);
    await expect.poll(() => heard[0].at(-1)?.id, { timeout: 10_000 }).toBe('last');
    expect(heard[1]).toEqual(heard[0]);
    expect(await watches(), 'connections that look').toEqual(before);
  });
});
