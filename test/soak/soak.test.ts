// A whole server, day in, day out: rooms come and go, people speak, reconnect, repeat themselves, warp. In
// each round nothing is lost, doubled or early; over all rounds memory and open handles stay flat.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import { createDice, type Dice } from '../support/dice.ts';
import { createRoom, newId } from '../support/server.ts';
import { createSurvivor, type Survivor } from '../support/survivor.ts';
import { temporaryFile } from '../support/temporary-file.ts';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 1);
const SEED = Number(process.env.SEED ?? 1);
/** Real ms of talk in one round, which has a room of its own. */
const ROUND_MS = 8_000;
/** Real ms for everything that was said to arrive. */
const PATIENCE_MS = 20_000;
/** Rooms of earlier rounds are forgotten after a minute or two: until then memory still grows. */
const WARM_UP_MS = 150_000;
/** What a slope is taken over at least: in less, a megabyte of noise looks like a leak. */
const STEADY_MS_MIN = 360_000;
/** MB of live heap an hour that are no leak: a tenth of what one forgotten room a round would cost. */
const SLOPE_MAX = 30;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

interface Sample {
  readonly atMs: number;
  readonly heapMb: number;
  readonly rssMb: number;
  readonly handles: number;
}

/** What is alive: what a first collection only marks as dead, a second one takes away. */
async function look(startedAt: number): Promise<Sample> {
  for (let times = 0; times < 2; times++) {
    collect();
    await new Promise((wake) => setTimeout(wake, 50));
  }
  const { heapUsed, rss } = process.memoryUsage();
  const handles = process.getActiveResourcesInfo().length;
  const atMs = performance.now() - startedAt;
  return { atMs, heapMb: heapUsed / 2 ** 20, rssMb: rss / 2 ** 20, handles };
}

/** MB an hour, by least squares. */
function slopeOf(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [t, y] = [mean(samples.map(({ atMs }) => atMs)), mean(samples.map(of))];
  const up = samples.reduce((sum, one) => sum + (one.atMs - t) * (of(one) - y), 0);
  const down = samples.reduce((sum, one) => sum + (one.atMs - t) ** 2, 0);
  return (up / down) * 3_600_000;
}

/** Not `expect.poll`: Vitest keeps what each of those was given until the test is over. */
async function settle(isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`Expected ${what} within ${PATIENCE_MS} ms.`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

/** One person for one round: mostly says something, sometimes again, sometimes loses the connection. */
async function live(one: Survivor, url: string, { dice, until }: { dice: Dice; until: number }) {
  const said: string[] = [];
  while (performance.now() < until) {
    const what = dice.upTo(1);
    if (what < 0.1) {
      one.disconnect();
      await one.comeBack(url);
    } else {
      const id = (what < 0.25 ? dice.pick(said) : undefined) ?? newId();
      said.push(id);
      void one.say(id);
    }
    await new Promise((wake) => setTimeout(wake, 20 + dice.upTo(200)));
  }
}

async function round(url: string, dice: Dice): Promise<number> {
  const { room, hostToken } = await createRoom(url, 'io');
  const host = createSurvivor(room, 'mars', hostToken);
  const others = ['earth', 'earth', 'moon', 'moon', 'io', 'io'].map((place) =>
    createSurvivor(room, place),
  );
  for (const one of [host, ...others]) await one.comeBack(url);
  const until = performance.now() + ROUND_MS;
  const talk = others.map((one) => live(one, url, { dice, until }));
  while (performance.now() < until) {
    await host.setWarp(dice.pick([0, 1, 60, 1000, 100_000]) as number);
    await new Promise((wake) => setTimeout(wake, 500));
  }
  await Promise.all(talk);
  for (const one of others) {
    await settle(() => one.unanswered.size === 0, 'an answer to everything');
  }
  await host.setWarp(1_000_000);
  const said = new Set(others.flatMap((one) => [...one.acknowledged]));
  const words = ({ heard }: Survivor) => heard.filter((key) => said.has(key));
  for (const one of others) {
    await settle(() => words(one).length >= said.size, `${said.size} words at ${one.place}`);
  }
  for (const one of others) expect(words(one)).toHaveLength(said.size);
  for (const place of ['earth', 'moon', 'io']) {
    const [one, other] = others.filter((survivor) => survivor.place === place).map(words);
    expect(one).toEqual(other);
  }
  for (const one of [host, ...others]) one.disconnect();
  return said.size;
}

test(`[K10] ${MINUTES} min of soak (SEED=${SEED})`, async () => {
  const clock = createRealClock();
  const log = openSqliteLog({ file: temporaryFile(), clock });
  const app = createApp({ log, clock, logger: pino({ level: 'error' }), pages: 'dist/client' });
  onTestFinished(() => app.close());
  const { port } = await app.listen(0, '127.0.0.1');
  const dice = createDice(SEED);
  const startedAt = performance.now();
  const samples: Sample[] = [];
  let said = 0;
  while (performance.now() < startedAt + MINUTES * 60_000) {
    said += await round(`http://127.0.0.1:${port}`, dice);
    samples.push(await look(startedAt));
    const { heapMb, rssMb, handles } = samples.at(-1) as Sample;
    process.stdout.write(
      `round ${samples.length}: ${said} words, heap ${heapMb.toFixed(1)} MB, rss ${rssMb.toFixed(0)} MB, ${handles} handles\n`,
    );
  }
  const steady = samples.filter(({ atMs }) => atMs > WARM_UP_MS);
  if (MINUTES * 60_000 < WARM_UP_MS + STEADY_MS_MIN) {
    process.stdout.write('Too short for a slope of memory: 9 minutes say something.\n');
    return;
  }
  const heap = slopeOf(steady, ({ heapMb }) => heapMb);
  const rss = slopeOf(steady, ({ rssMb }) => rssMb);
  const handles = steady.map((sample) => sample.handles);
  process.stdout.write(
    `slope: heap ${heap.toFixed(1)} MB/h, rss ${rss.toFixed(1)} MB/h; handles ${Math.min(...handles)} to ${Math.max(...handles)}\n`,
  );
  expect(heap).toBeLessThan(SLOPE_MAX);
  expect(handles.at(-1)).toBeLessThanOrEqual(Math.max(...handles.slice(0, 5)) + 3);
});
