// How long after its due time something happens: one queue and one timer, against a timer each.
import { byTurns } from '../support/by-turns.ts';
import { type Child, start } from '../support/child.ts';
import { exponent, median } from '../support/figures.ts';
import type { Goal, Row, Size, Suite } from '../support/row.ts';
import { WAYS } from './carriers.ts';
import type { FlightOrders, Lateness } from './process.ts';

export const lateness: Suite = { name: 'lateness', run };

const GOALS: { readonly [Share in keyof Lateness]?: Goal } = {
  min: { of: 'ours', least: 0 },
  p99: { of: 'ours', most: 1.5 },
  max: { of: 'ours', most: 20 },
};

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  const from = import.meta.url;
  const sides: Child<FlightOrders>[] = [];
  for (const way of WAYS) sides.push(await start('./process', { from, args: { way } }));
  const parked = isFull ? 1_000_000 : 1000;
  for (const side of sides) await side.ask('park', { count: parked });
  const costs: { size: number; cost: number }[] = [];
  for (const perSecond of isFull ? [1000, 5000, 20_000, 100_000] : [1000]) {
    const order = { perSecond, seconds: isFull ? 1 : 0.1 };
    await byTurns(1, sides, (side) => side.ask('late', { ...order, seconds: 0.3 }));
    const found = await byTurns(isFull ? 5 : 1, sides, (side) => side.ask('late', order));
    costs.push({ size: perSecond, cost: middle(found[0] ?? [], 'busy') });
    const [light, link, timers] = found as [Lateness[], Lateness[], Lateness[]];
    for (const [name, ours] of [
      ['light', light],
      ['a link', link],
    ] as const) {
      for (const share of ['min', 'p50', 'p99', 'max'] as const) {
        const goal = perSecond === 20_000 ? GOALS[share] : undefined;
        yield {
          name: `lateness of ${name} ${share}, ${perSecond}/s`,
          ours: middle(ours, share),
          rival: middle(timers, share),
          unit: 'ms',
          ...(goal && { goal }),
          ...(share === 'p50' && { note: `busy ${percent(ours)}, timers ${percent(timers)}` }),
        };
      }
    }
  }
  if (isFull) {
    const goal = { of: 'ours', most: 1 } as const;
    yield {
      name: 'how light in a room costs with its rate',
      ours: exponent(costs),
      unit: 'exponent',
      goal,
    };
  }
  for (const side of sides) await side.close();
}

const middle = (found: readonly Lateness[], share: keyof Lateness): number =>
  median(found.map((one) => one[share]));
const percent = (found: readonly Lateness[]): string =>
  `${Math.round(100 * middle(found, 'busy'))} %`;
