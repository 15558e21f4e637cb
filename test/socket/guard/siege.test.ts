// Everything at once: a server as an operator runs it, all attacks together from addresses of their own,
// and ten people who go on talking.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { type ChildServer, startChild } from '../../support/child-server.ts';
import { createRoom, enter, newId, type TestMember } from '../../support/server.ts';
import type { Losses } from '../../support/siege/siege.ts';
import { temporaryFile } from '../../support/temporary-file.ts';

const SIEGE_MS = 20_000;
const CALM_MS = 10_000;
const PEOPLE = 10;
const SAY_EVERY_MS = 200;
/** A machine that does other things besides; a quiet one keeps far below. */
const LATE_MS_MAX = 250;
const LIFE_MS_MAX = 18_000;
/** Of the resident set, under 5,000 connections a second. A quiet machine keeps below 100. */
const GROWTH_MB_MAX = 125;

/** What one waits for an acknowledgement, and until somebody else at the place has heard it. */
interface Waits {
  readonly acknowledged: number[];
  readonly heard: number[];
}

/** Everybody says something every 200 ms; the waits of what was said in `ms`. */
async function talk(people: readonly TestMember[], ms: number): Promise<Waits> {
  const waits: Waits = { acknowledged: [], heard: [] };
  const listener = people[0] as TestMember;
  const saidAt = new Map<string, number>();
  const hear = ({ events }: { events: readonly { id: string }[] }): void => {
    for (const { id } of events) {
      const at = saidAt.get(id);
      if (at !== undefined) waits.heard.push(performance.now() - at);
    }
  };
  listener.socket.on('chat:arrived', hear);
  const until = performance.now() + ms;
  const one = async (member: TestMember, index: number): Promise<void> => {
    await new Promise((wake) => setTimeout(wake, (index * SAY_EVERY_MS) / PEOPLE));
    while (performance.now() < until) {
      const id = newId();
      const at = performance.now();
      saidAt.set(id, at);
      await member.get('chat:say', { id, text: 'Still here.' });
      waits.acknowledged.push(performance.now() - at);
      await new Promise((wake) => setTimeout(wake, at + SAY_EVERY_MS - performance.now()));
    }
  };
  await Promise.all(people.map(one));
  await expect.poll(() => waits.heard.length).toBe(saidAt.size);
  listener.socket.off('chat:arrived', hear);
  return waits;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

const residentMb = ({ pid }: ChildServer): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`]).toString()) / 1024;

const figures = (values: readonly number[]): string =>
  `p50 ${quantile(values, 0.5).toFixed(1)}, p99 ${quantile(values, 0.99).toFixed(1)}, max ${Math.max(...values).toFixed(1)} ms of ${values.length}`;

test('[E12] all attacks at once: honest people wait no longer, the attackers go, memory stays', async () => {
  const server = await startChild({ db: temporaryFile() });
  const { room } = await createRoom(server.url, 'same-room');
  const people: TestMember[] = [];
  for (let one = 0; one < PEOPLE; one++) people.push(await enter(server.url, room));
  const far = await createRoom(server.url, 'io');
  const attackers = fork('test/support/siege/program.ts', [server.url, far.room], {
    execArgv: ['--import', 'tsx'],
  });
  onTestFinished(() => void attackers.kill('SIGKILL'));
  await once(attackers, 'message');

  await talk(people, 2000);
  const calm = await talk(people, CALM_MS);
  const before = residentMb(server);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMb(server));
  }, 1000);
  onTestFinished(() => clearInterval(watch));
  attackers.send('attack');
  const disturbed = await talk(people, SIEGE_MS);
  const told = once(attackers, 'message') as Promise<[Record<string, Losses>]>;
  attackers.send('end');
  const [losses] = await told;
  clearInterval(watch);

  const report = Object.entries(losses).map(([kind, { lives, answers }]) => {
    const counts = Object.entries(answers).map(([how, count]) => `${how}: ${count}`);
    return `  ${kind}: ${lives.length} connections, the longest ${Math.max(...lives).toFixed(0)} ms; ${counts.join(', ')}`;
  });
  process.stdout.write(
    [
      'siege, waits for the acknowledgement and until heard:',
      `  undisturbed ${figures(calm.acknowledged)}; ${figures(calm.heard)}`,
      `  disturbed ${figures(disturbed.acknowledged)}; ${figures(disturbed.heard)}`,
      `  resident ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`,
      ...report,
      '',
    ].join('\n'),
  );
  for (const kind of ['acknowledged', 'heard'] as const) {
    const later = quantile(disturbed[kind], 0.99) - quantile(calm[kind], 0.99);
    expect(later, kind).toBeLessThan(LATE_MS_MAX);
  }
  expect(most - before).toBeLessThan(GROWTH_MB_MAX);
  for (const [kind, { lives }] of Object.entries(losses)) {
    expect(Math.max(...lives), kind).toBeLessThan(LIFE_MS_MAX);
  }
  expect(losses.held?.answers['200']).toBeGreaterThan(500);
}, 120_000);
