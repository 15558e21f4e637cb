// Ten thousand tabs on one node, beside ten thousand connections to the plain server.
import type { ServerOrders } from '../fan-out/server.ts';
import { byTurns } from '../support/by-turns.ts';
import { type Child, start } from '../support/child.ts';
import { median } from '../support/figures.ts';
import type { Row, Size, Suite } from '../support/row.ts';
import type { CrowdOrders } from './tabs.ts';

export const connections: Suite = { name: 'connections', run };

interface Side {
  readonly server: Child<ServerOrders>;
  readonly crowd: Child<CrowdOrders>;
}

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  const count = isFull ? 10_000 : 20;
  const sides = [
    await open('../fan-out/ours', '"kind":"say"'),
    await open('../fan-out/plain', '"text":'),
  ];
  const many = count.toLocaleString('en');
  const empty = await byTurns(1, sides, ({ server }) => server.ask('memory', {}));
  const came = await byTurns(1, sides, ({ crowd }) => crowd.ask('connect', { count }));
  const full = await byTurns(1, sides, ({ server }) => server.ask('memory', {}));
  const bytes = full.map((side, index) => {
    return ((side[0]?.bytes ?? 0) - (empty[index]?.[0]?.bytes ?? 0)) / count;
  });
  yield two(`${many} tabs: memory`, bytes, 'bytes each', { of: 'ratio', most: 1.5 });
  yield two(
    `${many} tabs: to be there`,
    came.map((side) => (side[0]?.ms ?? 0) / 1000),
    's',
  );
  const heard = await byTurns(isFull ? 5 : 1, sides, ({ crowd }) => crowd.ask('hear', {}));
  const ms = heard.map((side) => median(side.map((one) => one.ms)));
  yield two(`${many} tabs: one arrival to all`, ms, 'ms', { of: 'ratio', most: 2 });
  const storms = await byTurns(1, sides, ({ crowd }) => crowd.ask('storm', {}));
  const back = storms.map((side) => (side[0]?.ms ?? 0) / 1000);
  const exact = storms[0]?.[0]?.exact ?? 0;
  yield {
    ...two(`${many} tabs: all come back at once`, back, 's', { of: 'ours', most: 30 }),
    note: `${exact.toLocaleString('en')} with exactly what they had missed`,
  };
  for (const { server, crowd } of sides) {
    await crowd.close();
    await server.close();
  }
}

function two(
  name: string,
  [ours, rival]: readonly number[],
  unit: string,
  goal?: Row['goal'],
): Row {
  return { name, ours: ours as number, rival: rival as number, unit, ...(goal && { goal }) };
}

async function open(file: string, marker: string): Promise<Side> {
  const from = import.meta.url;
  const server = await start<ServerOrders>(file, { from, args: { places: 1 } });
  const where = await server.ask('where', {});
  const crowd = await start<CrowdOrders>('./tabs', { from, args: { ...where, marker } });
  return { server, crowd };
}
