// What it costs to tell everybody: the product against the plain chat, side by side.
import { byTurns } from '../support/by-turns.ts';
import { type Child, start } from '../support/child.ts';
import { exponent, median, quantile, short } from '../support/figures.ts';
import type { Row, Size, Suite } from '../support/row.ts';
import type { Saturated, ServerOrders } from './server.ts';
import type { TabsOrders } from './tabs.ts';

interface Party {
  readonly sockets: number;
  readonly places: number;
  readonly links: boolean;
  readonly timed?: boolean;
}

interface Side {
  readonly server: Child<ServerOrders>;
  readonly tabs: Child<TabsOrders>;
  close(): Promise<void>;
}

/** Messages that may be on their way to the slowest tab of a saturated server. */
const WINDOW = 500;

/** Before latencies are taken. */
const WARM_UP = { perSecond: 100, seconds: 10 };

export const fanOut: Suite = { name: 'fan-out', run };
export const latency: Suite = { name: 'latency', run: runLatency };

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  const saturated: Party[] = isFull
    ? [
        { sockets: 10, places: 1, links: false },
        { sockets: 100, places: 1, links: false },
        { sockets: 300, places: 1, links: false },
        { sockets: 1000, places: 1, links: false },
        { sockets: 100, places: 5, links: false },
        { sockets: 1000, places: 5, links: false },
        { sockets: 100, places: 1, links: true },
        { sockets: 1000, places: 1, links: true },
      ]
    : [{ sockets: 4, places: 2, links: true }];
  const costs: { size: number; cost: number }[] = [];
  for (const party of saturated) {
    const row = await saturatedRow(party, isFull);
    yield row;
    const { sockets, places, links } = party;
    if (places === 1 && !links) costs.push({ size: sockets, cost: sockets / row.ours });
  }
  if (isFull) {
    const goal = { of: 'ours', most: 1 } as const;
    const name = 'how a message costs with sockets';
    yield { name, ours: exponent(costs), unit: 'exponent', goal };
  }
  const steady: [Party, number][] = isFull
    ? [
        [{ sockets: 100, places: 1, links: false }, 1000],
        [{ sockets: 100, places: 5, links: false }, 1000],
        [{ sockets: 1000, places: 1, links: false }, 100],
      ]
    : [[{ sockets: 4, places: 1, links: false }, 100]];
  for (const [party, perSecond] of steady) yield await cpuRow(party, perSecond, isFull);
}

async function* runLatency(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  for (const perSecond of isFull ? [10, 100] : [50]) yield* latencyRows(perSecond, isFull);
}

async function saturatedRow(party: Party, isFull: boolean): Promise<Row> {
  const [ours, rival] = await bothSides(party);
  const order = { window: WINDOW, seconds: isFull ? 1 : 0.2 };
  const found = await measured(isFull ? 5 : 1, [ours, rival], ({ server }) =>
    server.ask('saturate', order),
  );
  const deliveries = ({ messages }: Saturated) => messages * party.sockets * 1000;
  const perBusySecond = (one: Saturated) => deliveries(one) / one.cpuMs;
  const perSecond = (one: Saturated) => deliveries(one) / one.wallMs;
  const [mine, theirs] = found;
  const walls = [median(mine.map(perSecond)), median(theirs.map(perSecond))].map(short);
  return {
    name: `saturated, ${nameOf(party)}`,
    ours: median(mine.map(perBusySecond)),
    rival: median(theirs.map(perBusySecond)),
    // The tabs share the machine: how much a core of the server does, and not how fast they read.
    unit: 'deliveries/CPU s',
    ...(party.sockets >= 100 && { goal: { of: 'ratio', least: party.links ? 10 : 20 } as const }),
    note: `by the wall clock ${walls.join(' and ')} a second`,
  };
}

async function cpuRow(party: Party, perSecond: number, isFull: boolean): Promise<Row> {
  const [ours, rival] = await bothSides(party);
  const order = { perSecond, seconds: isFull ? 2 : 0.2 };
  const [mine, theirs] = await measured(isFull ? 5 : 1, [ours, rival], async ({ server, tabs }) => {
    const [before, cpu] = [await tabs.ask('count', {}), await server.ask('used', {})];
    await tabs.ask('speak', order);
    const [after, used] = [await tabs.ask('count', {}), await server.ask('used', {})];
    return ((used.cpuMs - cpu.cpuMs) * 1000) / (after.deliveries - before.deliveries);
  });
  const isTheGoal = perSecond === 1000 && party.places === 1;
  return {
    name: `processor, ${perSecond}/s, ${nameOf(party)}`,
    ours: median(mine),
    rival: median(theirs),
    unit: 'us each delivery',
    ...(isTheGoal && { goal: { of: 'ratio', most: 0.5 } as const }),
  };
}

/** How much later than at the plain chat: from what one says to what each of all hears. */
async function* latencyRows(perSecond: number, isFull: boolean): AsyncIterable<Row> {
  const [ours, rival] = await bothSides({ sockets: 10, places: 1, links: false, timed: true });
  const order = { perSecond, seconds: isFull ? 2 : 0.2 };
  // Neither side is measured on code that has hardly run.
  if (isFull) for (const { tabs } of [ours, rival]) await tabs.ask('speak', WARM_UP);
  const found = await measured(isFull ? 5 : 1, [ours, rival], async ({ tabs }) => {
    const { latencies } = await tabs.ask('speak', order);
    return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
  });
  for (const share of ['p50', 'p99'] as const) {
    const [mine, theirs] = found.map((one) => median(one.map((run) => run[share]))) as [
      number,
      number,
    ];
    yield {
      name: `latency ${share}, ${perSecond}/s, 10 sockets`,
      ours: mine,
      rival: theirs,
      unit: 'ms',
      ...(share === 'p50' && { goal: { of: 'more', most: 1 } as const }),
    };
  }
}

const nameOf = ({ sockets, places, links }: Party): string =>
  `${sockets} sockets, ${places === 1 ? '1 place' : `${places} places`}${links ? ', a link each' : ''}`;

async function bothSides(party: Party): Promise<[Side, Side]> {
  return [await open('./ours', party), await open('./plain', party)];
}

async function open(file: string, party: Party): Promise<Side> {
  const from = import.meta.url;
  const server = await start<ServerOrders>(file, { from, args: { places: party.places } });
  const where = await server.ask('where', {});
  const tabs = await start<TabsOrders>('./tabs', {
    from,
    args: { timed: false, ...party, ...where },
  });
  return {
    server,
    tabs,
    async close() {
      await tabs.close();
      await server.close();
    },
  };
}

/** Measures both by turns, and closes them. */
async function measured<Result>(
  rounds: number,
  sides: readonly [Side, Side],
  measure: (side: Side) => Promise<Result>,
): Promise<[Result[], Result[]]> {
  try {
    return (await byTurns(rounds, sides, measure)) as [Result[], Result[]];
  } finally {
    for (const side of sides) await side.close();
  }
}
