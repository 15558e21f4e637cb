// Laws of one direction, under any sequence of changes, sends and waits.
import fc from 'fast-check';
import { test } from 'vitest';
import type { LinkDirection, LinkMode } from '../../../shared/link/parameters.ts';
import { type Arrival, createLaneRig } from '../../support/link-lane.ts';

const milliseconds = fc.integer({ min: 0, max: 2000 });
const chance = fc.constantFrom(0, 0.1, 0.5, 1);

const directions: fc.Arbitrary<Partial<LinkDirection>> = fc.record(
  {
    delayMs: milliseconds,
    jitterMs: milliseconds,
    distribution: fc.constantFrom(
      'uniform' as const,
      'normal' as const,
      'pareto' as const,
      [-2, 0, 5],
    ),
    delayCorrelation: chance,
    loss: chance,
    lossEvery: fc.integer({ min: 0, max: 4 }),
    duplicate: chance,
    reorder: chance,
    reorderGap: fc.integer({ min: 0, max: 4 }),
    rateBps: fc.constantFrom(0, 8000, 1_000_000),
    limit: fc.integer({ min: 1, max: 20 }),
    slotMs: fc.constantFrom(0, 30),
    slotPackets: fc.integer({ min: 0, max: 3 }),
    outage: fc.constantFrom(
      null,
      { fromMs: 0, toMs: 500, everyMs: 0 },
      { fromMs: 10, toMs: 60, everyMs: 100 },
    ),
  },
  { requiredKeys: [] },
);

type Step =
  | { kind: 'set'; direction: Partial<LinkDirection> }
  | { kind: 'send'; bytes: number }
  | { kind: 'wait'; ms: number }
  | { kind: 'now' }
  | { kind: 'drop' };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('set' as const), direction: directions }),
    },
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('send' as const), bytes: fc.nat(2000) }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(700) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('now' as const, 'drop' as const) }) },
  ),
  { minLength: 1, maxLength: 60 },
);

interface Run {
  readonly arrivals: readonly Arrival[];
  /** By packet: when it was sent, and when it was due (several for copies). */
  readonly dues: ReadonlyMap<number, readonly number[]>;
  readonly byHand: ReadonlySet<number>;
  readonly isConserved: boolean;
}

function run(mode: LinkMode, script: readonly Step[], seed = 'law'): Run {
  const { clock, lane, arrivals, set } = createLaneRig(seed);
  const dues = new Map<number, number[]>();
  const byHand = new Set<number>();
  let sent = 0;
  let isConserved = true;
  set({}, mode);
  for (const step of script) {
    if (step.kind === 'set') set(step.direction);
    else if (step.kind === 'wait') clock.advance(step.ms);
    else if (step.kind === 'drop') lane.drop('dropped');
    else if (step.kind === 'now') {
      for (const { item } of lane.list()) byHand.add(item);
      lane.deliverNow();
    } else {
      const packet = sent++;
      lane.send(packet, step.bytes);
      dues.set(
        packet,
        lane
          .list()
          .filter(({ item }) => item === packet)
          .map(({ dueMs }) => dueMs),
      );
    }
    const { counts } = lane;
    const dropped = Object.values(counts.dropped).reduce((sum, count) => sum + count, 0);
    isConserved &&=
      counts.sent === sent &&
      counts.delivered === arrivals.length &&
      counts.sent + counts.copies === counts.delivered + dropped + counts.inFlight;
  }
  clock.advance(1e9);
  isConserved &&= lane.size === 0;
  return { arrivals, dues, byHand, isConserved };
}

const RUNS = { numRuns: 400 };
const modes = fc.constantFrom<LinkMode[]>('stream', 'datagram');

test('[L70] no packet is ever early', () => {
  fc.assert(
    fc.property(modes, steps, (mode, script) => {
      const { arrivals, dues, byHand } = run(mode, script);
      return arrivals.every(([packet, atMs]) => {
        const soonest = Math.min(...(dues.get(packet) ?? []));
        return byHand.has(packet) || atMs >= soonest;
      });
    }),
    RUNS,
  );
});

test('[L70] and on a punctual clock none is late', () => {
  fc.assert(
    fc.property(modes, steps, (mode, script) => {
      const { arrivals, dues, byHand } = run(mode, script);
      return arrivals.every(
        ([packet, atMs]) => byHand.has(packet) || dues.get(packet)?.includes(atMs),
      );
    }),
    RUNS,
  );
});

test('[L71] a stream never reorders and never doubles, whatever the knobs do', () => {
  fc.assert(
    fc.property(steps, (script) => {
      const { arrivals } = run('stream', script);
      return arrivals.every(([packet], index) => packet > (arrivals[index - 1]?.[0] ?? -1));
    }),
    RUNS,
  );
});

test('[L72] what goes in comes out, is counted as dropped, or is in flight', () => {
  fc.assert(
    fc.property(modes, steps, (mode, script) => run(mode, script).isConserved),
    RUNS,
  );
});

test('[L51] the same seed gives the same trace', () => {
  fc.assert(
    fc.property(modes, steps, fc.string(), (mode, script, seed) => {
      const [first, second] = [run(mode, script, seed), run(mode, script, seed)];
      return JSON.stringify(first.arrivals) === JSON.stringify(second.arrivals);
    }),
    RUNS,
  );
});
