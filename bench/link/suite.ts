// What a link costs a server of Socket.IO: at 0 ms against none, at 1 s against a timer for each packet.
import { byTurns } from '../support/by-turns.ts';
import { type Child, start } from '../support/child.ts';
import { median } from '../support/figures.ts';
import { openRawTab, type RawTab } from '../support/raw-tab.ts';
import type { Goal, Row, Size, Suite } from '../support/row.ts';
import type { Answer, LinkOrders, Order, Way } from './server.ts';

export const link: Suite = { name: 'link', run };

interface Side {
  readonly server: Child<LinkOrders>;
  readonly tabs: readonly RawTab[];
}

const KINDS = { one: 'emits', room: 'broadcasts' } as const;

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  const sockets = isFull ? 100 : 3;
  const packets = isFull ? 20_000 : 30;
  const rounds = isFull ? 11 : 1;
  const idle = await both(['idle', 'plain', 'plain'], sockets);
  for (const kind of ['one', 'room'] as const) {
    const goal: Goal = { of: 'ratio', least: 0.95 };
    const found = await answers(idle, rounds, { kind, packets });
    yield perSecond(`0 ms against no link, ${KINDS[kind]}`, found, { packets, goal });
    // What this machine can tell apart: the same against the same.
    const name = `no link against no link, ${KINDS[kind]}`;
    yield perSecond(name, found.toReversed(), { packets });
  }
  close(idle);
  const second = await both(['link', 'timeout'], sockets);
  for (const kind of ['one', 'room'] as const) {
    const goal: Goal = { of: 'ratio', least: 2 };
    const found = await answers(second, Math.min(rounds, 5), { kind, packets });
    yield perSecond(`1 s against a timer each, ${KINDS[kind]}`, found, { packets, goal });
  }
  const found = await answers(second, Math.min(rounds, 5), { kind: 'memory', packets });
  const [ours, rival] = found.map((side) => median(side.map(({ bytes }) => bytes)));
  yield {
    name: '1 s against a timer each, in flight',
    ours: ours as number,
    rival: rival as number,
    unit: 'bytes a packet',
    goal: { of: 'ratio', most: 0.5 },
  };
  close(second);
}

async function answers(sides: readonly Side[], rounds: number, order: Order): Promise<Answer[][]> {
  await byTurns(1, sides, ({ server }) => server.ask('send', order));
  return byTurns(rounds, sides, ({ server }) => server.ask('send', order));
}

function perSecond(
  name: string,
  [ours = [], rival = []]: readonly Answer[][],
  { packets, goal }: { packets: number; goal?: Goal },
): Row {
  const rate = (side: readonly Answer[]) =>
    median(side.map(({ cpuMs }) => (packets * 1000) / cpuMs));
  const unit = 'deliveries/CPU s';
  return { name, ours: rate(ours), rival: rate(rival), unit, ...(goal && { goal }) };
}

async function both(ways: readonly Way[], sockets: number): Promise<Side[]> {
  const sides: Side[] = [];
  for (const way of ways) {
    const from = import.meta.url;
    const server = await start<LinkOrders>('./server', { from, args: { way } });
    const port = await server.ask('port', {});
    const tabs = await Promise.all(
      Array.from({ length: sockets }, () => openRawTab({ port, marker: '"text":' })),
    );
    for (const tab of tabs) tab.stream();
    sides.push({ server, tabs });
  }
  return sides;
}

function close(sides: readonly Side[]): void {
  for (const { server, tabs } of sides) {
    for (const tab of tabs) tab.close();
    void server.close();
  }
}
