// How soon a server is up on a long log, and whether a long history makes coming in slower.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newEventId, newMemberId, newRoomId } from '../../server/chat/credentials.ts';
import type { Draft } from '../../server/chat/log/event-log.ts';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import { type RealMs, realMs, simMs } from '../../shared/time/frames.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { exponent, median } from '../support/figures.ts';
import { openRawTab } from '../support/raw-tab.ts';
import type { Row, Size, Suite } from '../support/row.ts';

export const starting: Suite = { name: 'start', run };

const FAR = 'at-far';
/** From Earth to FAR; what was said since is on its way. */
const FAR_MS = 600_000;
const HISTORY_MS = 30 * 86_400_000;
const clock = createRealClock();

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  const rounds = Array.from({ length: isFull ? 5 : 1 });
  const flying = isFull ? 100_000 : 50;
  const sizes = isFull ? [1000, 10_000, 100_000, 889_000] : [20, 40, 80, 160];
  // On the disk of the work tree: a temporary folder may be memory.
  const folder = mkdtempSync(join(process.cwd(), '.bench-'));
  try {
    const file = join(folder, 'log.db');
    const rooms = await fill(file, sizes, flying);
    const roomOf = (one: number | undefined): string => rooms.get(one ?? 0) ?? '';
    const ready: number[] = [];
    const first: number[] = [];
    const joins = new Map<number, number[]>(sizes.map((one) => [one, []]));
    for (const _ of rounds) {
      const began = performance.now();
      const server = await startServer(file);
      ready.push(performance.now() - began);
      // The largest room, at the place to which so much is on its way.
      await firstScreen(server.port, { room: roomOf(sizes.at(-1)), place: FAR });
      first.push(performance.now() - began);
      for (const one of sizes) {
        const where = { room: roomOf(one), place: 'earth' };
        await firstScreen(server.port, where);
        joins.get(one)?.push(await firstScreen(server.port, where));
      }
      await server.close();
    }
    const all = (sizes.reduce((sum, one) => sum + one, 0) + flying).toLocaleString('en');
    const log = `${all} events, ${flying.toLocaleString('en')} in flight`;
    const goal = { of: 'ours', most: 2000 } as const;
    yield { name: `${log}: listens`, ours: median(ready), unit: 'ms', goal };
    yield { name: `${log}: a tab where they arrive sees`, ours: median(first), unit: 'ms', goal };
    const costs = sizes.map((one) => ({ size: one, cost: median(joins.get(one) ?? []) }));
    for (const { size: one, cost } of costs) {
      yield {
        name: `a room of ${one.toLocaleString('en')} events: first screen`,
        ours: cost,
        unit: 'ms',
        ...(one === 100_000 && { goal: { of: 'ours', most: 100 } as const }),
      };
    }
    const flat = { of: 'ours', most: 0.1 } as const;
    yield {
      name: 'how coming in grows with history',
      ours: exponent(costs),
      unit: 'exponent',
      goal: flat,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A room of each size, by its size; in the largest, `flying` more are on their way to FAR. */
async function fill(
  file: string,
  sizes: readonly number[],
  flying: number,
): Promise<ReadonlyMap<number, string>> {
  const log = openSqliteLog({ file, clock });
  const now = log.now();
  const openedAt = realMs(now - HISTORY_MS);
  const rooms = new Map(sizes.map((size) => [size, newRoomId()]));
  for (const size of sizes) {
    const author = newMemberId();
    const more = size === sizes.at(-1) ? flying : 0;
    const place = { id: FAR, name: 'Far', near: 'earth', owltMs: FAR_MS };
    const say = (index: number, at: number): Draft & { at: RealMs } => ({
      id: `event-${index}`,
      author,
      origin: 'earth',
      at: realMs(at),
      body: { kind: 'say', text: `Message ${index}, as long as most of them are here.` },
    });
    const past = (index: number) => openedAt + ((HISTORY_MS - 2 * FAR_MS) * index) / size;
    const settings = { steering: 'host', omniscient: true } as const;
    const names = {
      id: rooms.get(size) as string,
      title: '',
      scenario: '',
      epoch: 'one',
      hostHash: '',
    };
    await log.createRoom({ ...names, openedAt, sim: simMs(openedAt), warp: 1, settings }, [
      { id: newEventId(), author, origin: '', at: openedAt, body: { kind: 'place', place } },
      {
        id: newEventId(),
        author,
        origin: 'earth',
        at: openedAt,
        body: { kind: 'join', name: 'A', hue: 0 },
      },
      ...Array.from({ length: size }, (_, index) => say(index, past(index))),
      ...Array.from({ length: more }, (_, index) => {
        return say(size + index, now - FAR_MS / 2 + (index * FAR_MS) / 4 / more);
      }),
    ]);
  }
  await log.close();
  return rooms;
}

interface Running {
  readonly port: number;
  close(): Promise<void>;
}

/** The program as one starts it; resolves when it says where it listens. */
async function startServer(file: string): Promise<Running> {
  const kind = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const main = fileURLToPath(new URL(`../../server/main${kind}`, import.meta.url));
  const args = ['--port', '0', '--host', '127.0.0.1', '--db', file, '--log-level', 'silent'];
  const child = spawn(process.execPath, [...process.execArgv, main, ...args]);
  let said = '';
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      const found = /localhost:(\d+)/.exec(said);
      if (found) resolve(Number(found[1]));
    });
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    child.once('exit', () => reject(new Error(`The server ended: ${said}`)));
  });
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit').once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** Ms in which somebody new has a first screen. */
async function firstScreen(
  port: number,
  { room, place }: { room: string; place: string },
): Promise<number> {
  const began = performance.now();
  const tab = await openRawTab({ port, marker: '"kind":"say"' });
  const newcomer = { name: 'New', hue: 1, place };
  const entered = await tab.ask('room:enter', { protocol: PROTOCOL_VERSION, room, newcomer });
  if (!(entered as { ok: boolean }).ok) throw new Error(JSON.stringify(entered));
  const page = (await tab.ask('chat:resume', { after: null })) as {
    value: { events: readonly unknown[] };
  };
  if (page.value.events.length === 0) throw new Error('Expected a first screen with messages.');
  const ms = performance.now() - began;
  tab.close();
  return ms;
}
