// What the log's promises cost: durable, acknowledged events per second of each driver against a bare
// loop of batched commits on the same engine with the same tables and guarantees.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { EventLog, LoggedEvent } from '../../server/chat/log/event-log.ts';
import { openPostgresLog } from '../../server/chat/log/postgres.ts';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { openDatabase } from '../../server/chat/log/sqlite-open.ts';
import { realMs, simMs } from '../../shared/time/frames.ts';
import { findPostgres, startPostgres } from '../../test/support/postgres.ts';
import { byTurns } from '../support/by-turns.ts';
import { median } from '../support/figures.ts';
import type { Row, Size, Suite } from '../support/row.ts';

const ROOMS = 100;
/** Appends under way at once, each one event of about 250 bytes. */
const IN_FLIGHT = 1000;
/** Events of one batch of the PostgreSQL driver. */
const POSTGRES_BATCH = 256;

const TEXT = 'x'.repeat(200);
const roomId = (index: number) => `room-${index % ROOMS}`;
const draft = (index: number) => ({
  id: `event-${index}`,
  author: 'member-000000000',
  origin: 'earth',
  body: { kind: 'say' as const, text: TEXT },
});
const clock = { now: () => realMs(Date.now()), wakeAt: () => () => {} };

async function rateOf(events: number, run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return events / ((performance.now() - start) / 1000);
}

/** Rate of a driver, with somebody who follows each room. Closes the log. */
async function product(log: EventLog, events: number): Promise<number> {
  const settings = { steering: 'host' as const, omniscient: true };
  const openedAt = log.now();
  for (let index = 0; index < ROOMS; index++) {
    const at = { openedAt, sim: simMs(0), warp: 1 };
    const names = { id: roomId(index), title: '', scenario: '', epoch: '', hostHash: '' };
    await log.createRoom({ ...names, ...at, settings }, []);
    log.follow(roomId(index), 1, () => {});
  }
  let next = 0;
  const worker = async () => {
    while (next < events) {
      const index = next++;
      await log.append(roomId(index), [draft(index)]);
    }
  };
  const rate = await rateOf(events, async () => {
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  });
  await log.close();
  return rate;
}

/** The same inserts in batches of IN_FLIGHT, no promises, followers or queue; positions by counting. */
async function bareSqlite(file: string, events: number): Promise<number> {
  const db = openDatabase(file, Infinity);
  const room = db.prepare("INSERT INTO room (id, record) VALUES (?, '{}')");
  for (let index = 0; index < ROOMS; index++) room.run(roomId(index));
  const insert = db.prepare(
    'INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, author, id) DO NOTHING',
  );
  const end = db.prepare('UPDATE room SET head = ?, newest_at = ? WHERE key = ?');
  const heads = new Array<number>(ROOMS).fill(0);
  const commit = db.transaction((from: number) => {
    for (let index = from; index < from + IN_FLIGHT; index++) {
      const { id, author, origin, body } = draft(index);
      const key = index % ROOMS;
      const position = (heads[key] ?? 0) + 1;
      heads[key] = position;
      const at: LoggedEvent['at'] = clock.now();
      insert.run(key + 1, position, author, id, origin, body.kind, at, JSON.stringify(body));
    }
    for (let key = 0; key < ROOMS; key++) end.run(heads[key], clock.now(), key + 1);
  });
  const rate = await rateOf(events, async () => {
    for (let from = 0; from < events; from += IN_FLIGHT) {
      commit.immediate(from);
      await new Promise(setImmediate);
    }
  });
  db.close();
  return rate;
}

/** The same inserts in batches as large as the driver's, on one connection; positions by counting. */
async function barePostgres(url: string, events: number): Promise<number> {
  await (await openPostgresLog({ url, clock })).close();
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `INSERT INTO lightlag.room (id, record) SELECT 'room-' || i, '{}' FROM generate_series(0, ${ROOMS - 1}) i`,
  );
  const heads = new Array<number>(ROOMS).fill(0);
  const rate = await rateOf(events, async () => {
    for (let from = 0; from < events; from += POSTGRES_BATCH) {
      const indexes = Array.from(
        { length: Math.min(POSTGRES_BATCH, events - from) },
        (_, i) => from + i,
      );
      const drafts = indexes.map(draft);
      const keys = indexes.map((index) => index % ROOMS);
      const positions = keys.map((key) => {
        heads[key] = (heads[key] ?? 0) + 1;
        return heads[key];
      });
      await client.query('BEGIN');
      await client.query(INSERT, [
        keys.map((key) => key + 1),
        positions,
        drafts.map(({ author }) => author),
        drafts.map(({ id }) => id),
        drafts.map(({ origin }) => origin),
        drafts.map(({ body }) => body.kind),
        drafts.map(() => clock.now()),
        drafts.map(({ body }) => JSON.stringify(body)),
      ]);
      const touched = [...new Set(keys)];
      const ends = touched.map((key) => heads[key]);
      await client.query(END, [touched.map((key) => key + 1), ends, clock.now()]);
      await client.query('COMMIT');
    }
  });
  await client.end();
  return rate;
}

const INSERT = `INSERT INTO lightlag.event (room, position, author, id, origin, kind, at, body)
  SELECT * FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[],
    $7::double precision[], $8::text[]) ON CONFLICT (room, author, id) DO NOTHING`;
const END = `UPDATE lightlag.room SET head = e.head, newest_at = $3
  FROM unnest($1::int[], $2::int[]) AS e (key, head) WHERE room.key = e.key`;

export const append: Suite = { name: 'append', run };

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  const events = isFull ? 50_000 : IN_FLIGHT;
  yield await compare('append, SQLite', isFull ? 5 : 1, [
    () => withFile((file) => product(openSqliteLog({ file, clock }), events)),
    () => withFile((file) => bareSqlite(file, events)),
  ]);
  if (!findPostgres()) return;
  const server = await startPostgres();
  try {
    const some = isFull ? 20_000 : IN_FLIGHT;
    yield await compare('append, PostgreSQL', isFull ? 5 : 1, [
      async () =>
        product(await openPostgresLog({ url: await server.createDatabase(), clock }), some),
      async () => barePostgres(await server.createDatabase(), some),
    ]);
  } finally {
    await server.close();
  }
}

async function compare(
  name: string,
  rounds: number,
  sides: readonly (() => Promise<number>)[],
): Promise<Row> {
  const [ours, rival] = (await byTurns(rounds, sides, (side) => side())).map(median);
  return {
    name,
    ours: ours as number,
    rival: rival as number,
    unit: 'durable events/s',
    goal: { of: 'ratio', least: 0.8 },
  };
}

/** A folder on the disk of the work tree: a temporary one may be memory. */
function withFile(run: (file: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(process.cwd(), '.bench-'));
  return run(join(folder, 'log.db')).finally(() => rmSync(folder, { recursive: true }));
}
