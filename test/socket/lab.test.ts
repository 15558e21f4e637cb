// The waits and the little servers of the lab, over real HTTP.
import { execFileSync } from 'node:child_process';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import { HELD_PER_ADDRESS_MAX } from '../../server/lab/holds.ts';
import { createServerExhibit, SERVER_RUNS_MAX } from '../../server/lab/server-exhibit.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import type { ServerRun, Waited } from '../../shared/wire/lab.ts';

async function serve() {
  const clock = createRealClock();
  const log = createMemoryLog({ clock });
  const app = createApp({ log, clock, logger: pino({ level: 'silent' }), pages: 'dist/client' });
  onTestFinished(() => app.close());
  const { port } = await app.listen(0, '127.0.0.1');
  return { app, url: `http://127.0.0.1:${port}` };
}

test('[B11] a wait is held for as long as it was asked for, never less, and is never stored', async () => {
  const { url } = await serve();
  const fromMs = performance.now();
  const response = await fetch(`${url}/api/lab/wait?ms=120&n=1`);
  const { heldMs } = (await response.json()) as Waited;
  expect(performance.now() - fromMs).toBeGreaterThanOrEqual(120);
  expect(heldMs).toBeGreaterThanOrEqual(120);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test.each(['', '?ms=', '?ms=-1', '?ms=1e3', '?ms=abc', '?ms=1&ms=2'])(
  '[B11] a wait that cannot be read is refused: %s',
  async (query) => {
    const { url } = await serve();
    const response = await fetch(`${url}/api/lab/wait${query}`);
    expect([response.status, (await response.json()).reason]).toEqual([400, 'invalid']);
  },
);

test('[B11] one address holds a bounded number of waits; those who leave make room', async () => {
  const { url } = await serve();
  const leave = new AbortController();
  const ask = (ms: number, n: number) =>
    fetch(`${url}/api/lab/wait?ms=${ms}&n=${n}`, { signal: leave.signal });
  const held = Array.from({ length: HELD_PER_ADDRESS_MAX }, (_, n) => ask(8000, n));
  const gone = Promise.allSettled(held);
  // Connections are served in no fixed order: ask until one is refused.
  let status = 200;
  for (let n = 0; status === 200; n++)
    status = (await fetch(`${url}/api/lab/wait?ms=0&n=x${n}`)).status;
  expect(status).toBe(429);
  leave.abort();
  await gone;
  const leftMs = performance.now();
  while (status !== 200) status = (await fetch(`${url}/api/lab/wait?ms=0&n=y`)).status;
  // Not by their end after 8 s, but because nobody waits for them any more.
  expect(performance.now() - leftMs).toBeLessThan(4000);
});

test('[B11] a closing server answers what it holds, and ends', async () => {
  const { app, url } = await serve();
  const arrived = new Promise((resolve) => app.server.once('request', resolve));
  const held = fetch(`${url}/api/lab/wait?ms=8000`);
  await arrived;
  await app.close();
  const { heldMs } = (await (await held).json()) as Waited;
  expect(heldMs).toBeLessThan(8000);
});

const CLIENTS = 4;
const MS = 100;
/** Accepting, scheduling and answering on a loaded machine; less than the 300 ms by which the two handlers differ. */
const OVERHEAD_MS = 280;

const totalOf = (run: ServerRun): number => Math.max(...run.clients.map(({ toMs }) => toMs));

async function visit(
  url: string,
  handler: string,
  { clients, ms } = { clients: CLIENTS, ms: MS },
): Promise<ServerRun> {
  const response = await fetch(
    `${url}/api/lab/server?handler=${handler}&clients=${clients}&ms=${ms}`,
  );
  expect(response.status).toBe(200);
  return (await response.json()) as ServerRun;
}

test('[B6] a handler that blocks serves one client after the other; one that awaits, all at once', async () => {
  const { url } = await serve();
  const blocking = await visit(url, 'blocks');
  const awaiting = await visit(url, 'awaits');
  expect(totalOf(blocking)).toBeGreaterThanOrEqual(CLIENTS * MS);
  expect(totalOf(blocking)).toBeLessThan(CLIENTS * MS * 1.06 + OVERHEAD_MS);
  expect(totalOf(awaiting)).toBeGreaterThanOrEqual(MS);
  expect(totalOf(awaiting)).toBeLessThan(MS * 1.06 + OVERHEAD_MS);
  for (const { fromMs, toMs } of blocking.thread) expect(toMs - fromMs).toBeGreaterThanOrEqual(MS);
  for (const { fromMs, toMs } of awaiting.thread) expect(toMs - fromMs).toBeLessThan(MS);
  expect([blocking.clients.length, blocking.thread.length]).toEqual([CLIENTS, CLIENTS]);
});

test('[B6] while the little server blocks, the real one answers', async () => {
  const { url } = await serve();
  // Longer than a loaded machine takes for an answer.
  const ms = 1000;
  let isOver = false;
  const run = visit(url, 'blocks', { clients: 2, ms }).finally(() => {
    isOver = true;
  });
  let slowest = 0;
  while (!isOver) {
    const fromMs = performance.now();
    await fetch(`${url}/healthz`);
    slowest = Math.max(slowest, performance.now() - fromMs);
  }
  await run;
  expect(slowest).toBeLessThan(ms);
});

test('[B6] a bounded number of little servers run at once, and none outlives its run', async () => {
  const exhibit = createServerExhibit();
  onTestFinished(() => exhibit.close());
  const request = { handler: 'awaits', clients: 2, ms: 50 } as const;
  const leave = new AbortController();
  const running = Array.from({ length: SERVER_RUNS_MAX }, () => exhibit.run(request, leave.signal));
  expect(await exhibit.run(request, leave.signal)).toMatchObject({ ok: false, reason: 'busy' });
  for (const ran of await Promise.all(running)) expect(ran.ok).toBe(true);
  expect(exhibit.size).toBe(0);
  const left = exhibit.run({ ...request, ms: 1000 }, leave.signal);
  leave.abort();
  await expect(left).rejects.toThrow();
  expect(exhibit.size).toBe(0);
});

test('[B6] the little server also runs from the build', () => {
  const script = `
    import { createServerExhibit, readHandlers } from './dist/server/lab/server-exhibit.js';
    const signal = new AbortController().signal;
    const ran = await createServerExhibit().run({ handler: 'blocks', clients: 2, ms: 20 }, signal);
    console.log(JSON.stringify([ran.ok, ran.value.clients.length, Object.keys(await readHandlers())]));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(JSON.parse(said)).toEqual([true, 2, ['blocks', 'awaits']]);
});

test('[B6] the listing shown is the file that runs', async () => {
  const { url } = await serve();
  const { blocks, awaits } = await (await fetch(`${url}/api/lab/handlers`)).json();
  expect(blocks).toContain('sleepBlocking(ms);');
  expect(awaits).toContain('await sleep(ms);');
});
