// What the log's promises cost: durable, acknowledged events per second of openSqliteLog against a
// bare loop of batched commits with the same tables and guarantees. Run: npx tsx bench/append.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LoggedEvent } from '../server/chat/log/event-log.ts';
import { openSqliteLog } from '../server/chat/log/sqlite.ts';
import { openDatabase } from '../server/chat/log/sqlite-open.ts';
import { realMs, simMs } from '../shared/time/frames.ts';

const EVENTS = 100_000;
const ROOMS = 100;
/** Appends under way at once, each one event of about 250 bytes. */
const IN_FLIGHT = 1000;
/** Runs of each, by turns, so that a slow disk meets both; the best of each counts. */
const ROUNDS = 4;

const TEXT = 'x'.repeat(200);
const roomId = (index: number) => `room-${index % ROOMS}`;
const draft = (index: number) => ({
  id: `event-${index}`,
  author: 'member-000000000',
  origin: 'earth',
  body: { kind: 'say' as const, text: TEXT },
});
const clock = { now: () => realMs(Date.now()), wakeAt: () => () => {} };

/** A folder on the disk of the work tree: a temporary one may be memory. */
function withFile(run: (file: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(process.cwd(), '.bench-'));
  return run(join(folder, 'log.db')).finally(() => rmSync(folder, { recursive: true }));
}

async function product(file: string): Promise<number> {
  const log = openSqliteLog({ file, clock });
  const settings = { steering: 'host' as const, omniscient: true };
  for (let index = 0; index < ROOMS; index++) {
    const at = { openedAt: clock.now(), sim: simMs(0), warp: 1 };
    const names = { id: roomId(index), title: '', scenario: '', epoch: '', hostHash: '' };
    await log.createRoom({ ...names, ...at, settings }, []);
    log.follow(roomId(index), 1, () => {});
  }
  let next = 0;
  const start = performance.now();
  const worker = async () => {
    while (next < EVENTS) {
      const index = next++;
      await log.append(roomId(index), [draft(index)]);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  const rate = EVENTS / ((performance.now() - start) / 1000);
  await log.close();
  return rate;
}

/** The same inserts in batches of IN_FLIGHT, no promises, followers or queue; positions by counting. */
async function bare(file: string): Promise<number> {
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
  const start = performance.now();
  for (let from = 0; from < EVENTS; from += IN_FLIGHT) {
    commit.immediate(from);
    await new Promise(setImmediate);
  }
  const rate = EVENTS / ((performance.now() - start) / 1000);
  db.close();
  return rate;
}

const best = { product: 0, bare: 0 };
for (let round = 0; round < ROUNDS; round++) {
  best.bare = Math.max(best.bare, await withFile(bare));
  best.product = Math.max(best.product, await withFile(product));
}
const show = (rate: number) => Math.round(rate).toLocaleString('en').padStart(9);
console.log(`bare loop of commits  ${show(best.bare)} events/s`);
console.log(`openSqliteLog         ${show(best.product)} events/s`);
console.log(`ratio                 ${(best.product / best.bare).toFixed(2)}`);
