// npm run bench:link: the link layer next to its rivals, in one run on this machine.
//
//   lateness    one queue and one timer, against one setTimeout a packet
//   overhead    a server with a link of 0 ms, against the same server without
//   one second  a link of 1 s, against one setTimeout a packet, on a real server
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type Socket as Client, io as connect } from 'socket.io-client';
import { Dispatcher } from '../server/link/dispatcher.ts';
import { Lane } from '../server/link/lane.ts';
import { createRealClock } from '../server/link/real-clock.ts';
import { IDEAL_DIRECTION } from '../shared/link/parameters.ts';
import { createPipeline } from '../shared/link/pipeline.ts';
import type { Answer, Order, Way } from './link-server.ts';

const ROUNDS = 11;
const SECONDS = 3;
const SOCKETS = 100;

interface Row {
  readonly row: string;
  readonly ours: string;
  readonly rival: string;
  readonly ratio: string;
}

const rows: Row[] = [];

function add(row: string, ours: string, rival = '', ratio = ''): void {
  rows.push({ row, ours, rival, ratio });
  if (!process.argv.includes('--json')) {
    console.log(`${row.padEnd(44)} ${ours.padEnd(44)} ${rival.padEnd(44)} ${ratio}`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

/** Takes the packet of a number: delivers it after `delayOf` that number, then calls back. */
type Carrier = (index: number, arrived: () => void) => void;
type DelayOf = (index: number) => number;

const clock = createRealClock();
const LANES = 1000;

/** The links of one layer, each with a delay of its own; a packet takes the next one. */
function linkCarrier(delayOf: DelayOf, dispatcher = new Dispatcher(clock)): Carrier {
  const lanes = Array.from({ length: LANES }, (_, index) => {
    const pipeline = createPipeline('bench', String(index));
    const deliver = (arrived: () => void) => {
      arrived();
      return true;
    };
    const lane = new Lane<() => void>({ dispatcher, pipeline, deliver, copy: (item) => item });
    const direction = { ...IDEAL_DIRECTION, delayMs: delayOf(index), limit: 1_000_000 };
    lane.configure({ direction, mode: 'stream', rtoMs: 200 });
    return lane;
  });
  return (index, arrived) => (lanes[index % LANES] as Lane<() => void>).send(arrived, 100);
}

const timerCarrier =
  (delayOf: DelayOf): Carrier =>
  (index, arrived) =>
    void setTimeout(arrived, delayOf(index % LANES));

/** From 20 to 220 ms. */
const short: DelayOf = (index) => 20 + ((index * 7919) % 2000) / 10;
/** Longer than the row takes; what is left over dies with the process. */
const parked: DelayOf = (index) => 50_000 + index;

/** Sends so many packets a second for `seconds`; ms after their due times, sorted. */
async function lateness(carry: Carrier, perSecond: number, seconds: number): Promise<number[]> {
  const late: number[] = [];
  const begin = clock.now();
  let sent = 0;
  while (sent < perSecond * seconds) {
    const due = Math.floor(((clock.now() - begin) / 1000) * perSecond);
    for (; sent < due; sent++) {
      const dueMs = clock.now() + short(sent % LANES);
      carry(sent, () => late.push(clock.now() - dueMs));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  while (late.length < sent) await new Promise((resolve) => setTimeout(resolve, 10));
  return late.sort((a, b) => a - b);
}

function show(late: readonly number[]): string {
  const at = (share: number) => (late[Math.floor(share * (late.length - 1))] as number).toFixed(2);
  return `min ${at(0)} p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms`;
}

async function latenessRows(): Promise<void> {
  for (const perSecond of [1000, 10_000, 20_000]) {
    const ours = await lateness(linkCarrier(short), perSecond, SECONDS);
    const rival = await lateness(timerCarrier(short), perSecond, SECONDS);
    add(`lateness at ${perSecond}/s`, show(ours), show(rival));
  }
}

const IN_FLIGHT = 1_000_000;

/** Bytes and inserts a second of a million packets, all of one callback. */
function park(carry: Carrier): { bytes: number; perSecond: number } {
  const nothing = (): void => {};
  globalThis.gc?.();
  const memory = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const before = memory();
  const begin = performance.now();
  for (let index = 0; index < IN_FLIGHT; index++) carry(index, nothing);
  const perSecond = (IN_FLIGHT / (performance.now() - begin)) * 1000;
  globalThis.gc?.();
  return { bytes: (memory() - before) / IN_FLIGHT, perSecond };
}

async function inFlightRows(): Promise<void> {
  const layer = new Dispatcher(clock);
  const ours = park(linkCarrier(parked, layer));
  const late = await lateness(linkCarrier(short, layer), 20_000, SECONDS);
  const rival = park(timerCarrier(parked));
  const lateRival = await lateness(timerCarrier(short), 20_000, SECONDS);
  add(
    '1,000,000 in flight: bytes a packet',
    ours.bytes.toFixed(0),
    rival.bytes.toFixed(0),
    (ours.bytes / rival.bytes).toFixed(2),
  );
  add(
    '1,000,000 in flight: inserts/s',
    `${(ours.perSecond / 1e6).toFixed(2)} M`,
    `${(rival.perSecond / 1e6).toFixed(2)} M`,
    (ours.perSecond / rival.perSecond).toFixed(2),
  );
  add('1,000,000 in flight: lateness at 20000/s', show(late), show(lateRival));
}

interface Bench {
  ask(order: Order): Promise<Answer>;
  close(): void;
}

async function start(way: Way): Promise<Bench> {
  const child = fork(new URL('./link-server.ts', import.meta.url), [way], {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const clients: Client[] = Array.from({ length: SOCKETS }, () =>
    connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true }),
  );
  await Promise.all(
    clients.map((client) => new Promise<void>((resolve) => client.once('connect', resolve))),
  );
  return {
    async ask(order) {
      child.send(order);
      return ((await once(child, 'message')) as [Answer])[0];
    },
    close() {
      for (const client of clients) client.disconnect();
      child.kill();
    },
  };
}

/** The same order to two servers in turn; the medians of what they used. */
async function compare(ours: Bench, rival: Bench, order: Order): Promise<[Answer, Answer, number]> {
  const answers: [Answer, Answer][] = [];
  await ours.ask(order);
  await rival.ask(order);
  for (let round = 0; round < ROUNDS; round++) {
    // In turn first and second, so that neither has the warmer machine.
    const first = round % 2 === 0 ? await ours.ask(order) : undefined;
    const second = await rival.ask(order);
    answers.push([first ?? (await ours.ask(order)), second]);
  }
  const middle = (side: 0 | 1): Answer => ({
    cpuMs: median(answers.map((pair) => pair[side].cpuMs)),
    wallMs: median(answers.map((pair) => pair[side].wallMs)),
    bytes: median(answers.map((pair) => pair[side].bytes)),
  });
  const ratio = median(answers.map(([a, b]) => b.cpuMs / a.cpuMs));
  return [middle(0), middle(1), ratio];
}

async function serverRows(): Promise<void> {
  const packets = 20_000;
  const perSecond = ({ cpuMs }: Answer) => `${((packets / cpuMs) * 1000).toFixed(0)} a CPU second`;
  const [idle, plain, again] = [await start('idle'), await start('plain'), await start('plain')];
  for (const kind of ['one', 'room'] as const) {
    const name = kind === 'one' ? 'emits' : 'broadcasts';
    const [ours, rival, ratio] = await compare(idle, plain, { kind, packets });
    add(`0 ms against no link: ${name}`, perSecond(ours), perSecond(rival), ratio.toFixed(3));
    // What this machine can tell apart: the same against the same.
    const [one, other, noise] = await compare(again, plain, { kind, packets });
    add(`no link against no link: ${name}`, perSecond(one), perSecond(other), noise.toFixed(3));
  }
  for (const bench of [idle, plain, again]) bench.close();
  const [link, timeout] = [await start('link'), await start('timeout')];
  for (const kind of ['one', 'room'] as const) {
    const [ours, rival, ratio] = await compare(link, timeout, { kind, packets });
    const name = kind === 'one' ? 'emits' : 'broadcasts';
    add(`1 s against a timer each: ${name}`, perSecond(ours), perSecond(rival), ratio.toFixed(2));
    const [mine, theirs] = await compare(link, timeout, { kind: 'memory', packets });
    if (kind === 'one') {
      add(
        '1 s against a timer each: bytes in flight',
        mine.bytes.toFixed(0),
        theirs.bytes.toFixed(0),
        (mine.bytes / theirs.bytes).toFixed(2),
      );
    }
  }
  link.close();
  timeout.close();
}

add('row', 'link layer', 'rival', 'ratio');
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice(7);
if (!only || only === 'lateness') await latenessRows();
if (!only || only === 'server') await serverRows();
if (!only || only === 'flight') await inFlightRows();
if (process.argv.includes('--json')) console.log(JSON.stringify(rows.slice(1), null, 2));
process.exit(0);
