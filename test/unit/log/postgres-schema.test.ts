// Tables of an older version are brought forward with everything in them; those of a newer one are left
// alone, in one sentence.
import { expect, test } from 'vitest';
import { roomRecord, say } from '../../contract/event-log.ts';
import { runToEnd } from '../../support/child-server.ts';
import { describeOnPostgres } from '../../support/postgres.ts';
import { openNode } from '../../support/postgres-nodes.ts';

/** Schema 1 as it was at first, and what was added to it while it was still called 1. */
const SCHEMA_1 = `
CREATE SCHEMA lightlag;
CREATE TABLE lightlag.meta (version integer NOT NULL, probes bigint NOT NULL DEFAULT 0);
INSERT INTO lightlag.meta (version) VALUES (1);
CREATE FUNCTION lightlag.now_ms() RETURNS double precision LANGUAGE sql VOLATILE AS
  'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::double precision';
CREATE TABLE lightlag.room (
  key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  record text NOT NULL,
  head integer NOT NULL DEFAULT 0,
  newest_at double precision
) WITH (fillfactor = 50);
CREATE TABLE lightlag.event (
  room integer NOT NULL,
  position integer NOT NULL,
  author text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  origin text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  at double precision NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (room, position)
);
CREATE UNIQUE INDEX event_by_key ON lightlag.event (room, author, id);
CREATE INDEX event_by_origin ON lightlag.event (room, origin, kind, position);
CREATE INDEX event_by_kind ON lightlag.event (room, kind, position);
CREATE TABLE lightlag.member (
  room integer NOT NULL,
  id text COLLATE "C" NOT NULL,
  token_hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (room, id),
  UNIQUE (room, token_hash)
);
CREATE FUNCTION lightlag.first_position(in_room integer, wanted double precision, or_equal boolean)
RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1'`;
const ADDED_TO_1 = `
ALTER TABLE lightlag.room ADD COLUMN told_at double precision NOT NULL DEFAULT '-infinity';
CREATE UNLOGGED TABLE lightlag.attendance (
  node text COLLATE "C" NOT NULL,
  room text COLLATE "C" NOT NULL,
  members text[] NOT NULL,
  until double precision NOT NULL,
  PRIMARY KEY (room, node)
)`;
const ROOM_OF_1 = `
INSERT INTO lightlag.room (id, record, head, newest_at)
  VALUES ('room-1', '${JSON.stringify(roomRecord())}', 1, 5);
INSERT INTO lightlag.event (room, position, author, id, origin, kind, at, body)
  VALUES (1, 1, 'ada', 'old', 'earth', 'say', 5, '{"kind":"say","text":"old"}')`;

/** What a schema is made of, whenever it was made. */
const SHAPE = `
SELECT table_name, column_name, data_type, is_nullable, column_default
FROM information_schema.columns WHERE table_schema = 'lightlag'
ORDER BY table_name, column_name`;

describeOnPostgres('postgres', (server) => {
  for (const [name, schema] of [
    ['as it was at first', SCHEMA_1],
    ['with what was added later', `${SCHEMA_1};${ADDED_TO_1}`],
  ] as const) {
    test(`[X12] schema 1, ${name}, is brought forward by the first of two nodes that open it`, async () => {
      const url = await server().createDatabase();
      await server().run(url, `${schema};${ROOM_OF_1}`);
      const nodes = await Promise.all([openNode(url), openNode(url)]);
      const log = nodes[0] as (typeof nodes)[0];
      expect(await log.findRoom('room-1')).toEqual(roomRecord());
      log.follow('room-1', 1, () => {});
      await log.append('room-1', [say('new')]);
      await log.settle('room-1');
      await log.peers?.callRoll(new Map([['room-1', ['ada']]]));
      const events = await nodes[1]?.read('room-1', { limit: 9 });
      expect(events?.map(({ id, position }) => ({ id, position }))).toEqual([
        { id: 'old', position: 1 },
        { id: 'new', position: 2 },
      ]);

      const fresh = await server().createDatabase();
      await openNode(fresh);
      expect(await server().run(url, SHAPE)).toEqual(await server().run(fresh, SHAPE));
      const version = 'SELECT version FROM lightlag.meta';
      expect(await server().run(url, version)).toEqual(await server().run(fresh, version));
    });
  }

  test('[X12] [O2] a newer schema: one sentence, exit code 1, and nothing is changed', async () => {
    const url = await server().createDatabase();
    await server().run(url, `${SCHEMA_1}; UPDATE lightlag.meta SET version = 99`);
    const { code, stdout, stderr } = await runToEnd(['--db', url, '--port', '0']);
    const { host, pathname } = new URL(url);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^lightlag: [^\n]+\.\n$/);
    expect(stderr).toContain(`${host}${pathname} was written by a newer version`);
    const columns = await server().run(url, SHAPE);
    expect(columns.map(({ column_name }) => column_name)).not.toContain('told_at');
  });
});
