import { expect, test } from 'vitest';
import { createLaneRig } from '../../support/link-lane.ts';

test('[L60] packets land when they are due, one timer for all', () => {
  const { clock, lane, arrivals, set } = createLaneRig();
  set({ delayMs: 100 });
  for (const packet of [0, 1, 2]) {
    lane.send(packet, 1);
    clock.advance(10);
  }
  expect(clock.pending).toBe(1);
  clock.advance(1000);
  expect([arrivals, clock.pending]).toEqual([
    [
      [0, 100],
      [1, 110],
      [2, 120],
    ],
    0,
  ]);
});

test('[L60] two lanes of one layer land in the order of their due times', () => {
  const { clock, lane, dispatcher, arrivals, set } = createLaneRig();
  set({ delayMs: 100 });
  lane.send(1, 1);
  const heads: number[] = [];
  const other = {
    headDue: 50,
    headSeq: dispatcher.nextSeq(),
    release: () => {
      heads.push(clock.now());
      other.headSeq = -1;
    },
  };
  dispatcher.offer(other);
  clock.advance(200);
  expect([heads, arrivals]).toEqual([[50], [[1, 100]]]);
});

test('[L61] a datagram that overtakes lands first', () => {
  const { clock, lane, arrivals, set } = createLaneRig();
  set({ delayMs: 100 }, 'datagram');
  lane.send(0, 1);
  set({ delayMs: 10 });
  lane.send(1, 1);
  clock.advance(200);
  expect(arrivals).toEqual([
    [1, 10],
    [0, 100],
  ]);
});

test('[L62] deliver now takes all that is in flight, in order', () => {
  const { clock, lane, arrivals, set } = createLaneRig();
  set({ delayMs: 100 });
  for (const packet of [0, 1, 2]) lane.send(packet, 1);
  clock.advance(5);
  expect(lane.deliverNow()).toBe(3);
  clock.advance(1000);
  expect(arrivals).toEqual([
    [0, 5],
    [1, 5],
    [2, 5],
  ]);
});

test('[L62] deliver now of one packet of a stream brings those before it', () => {
  const { clock, lane, arrivals, set } = createLaneRig();
  set({ delayMs: 100 });
  for (const packet of [0, 1, 2]) lane.send(packet, 1);
  expect(lane.deliverNow(lane.list()[1]?.seq)).toBe(2);
  clock.advance(1000);
  expect(arrivals).toEqual([
    [0, 0],
    [1, 0],
    [2, 100],
  ]);
});

test('[L62] deliver now of one datagram brings only that one', () => {
  const { clock, lane, arrivals, set } = createLaneRig();
  set({ delayMs: 100 }, 'datagram');
  for (const packet of [0, 1, 2]) lane.send(packet, 1);
  expect(lane.deliverNow(lane.list()[1]?.seq)).toBe(1);
  clock.advance(1000);
  expect(arrivals).toEqual([
    [1, 0],
    [0, 100],
    [2, 100],
  ]);
});

test('[L62] what is not in flight cannot be delivered or dropped', () => {
  const { lane, set } = createLaneRig();
  set({ delayMs: 100 });
  lane.send(0, 1);
  expect([lane.deliverNow(999), lane.drop('dropped', 999), lane.size]).toEqual([0, 0, 1]);
});

test('[L63] a dropped packet never lands and is counted', () => {
  const { clock, lane, arrivals, set } = createLaneRig();
  set({ delayMs: 100 });
  for (const packet of [0, 1, 2]) lane.send(packet, 1);
  lane.drop('dropped', lane.list()[0]?.seq);
  clock.advance(1000);
  expect([arrivals, lane.counts.dropped.dropped]).toEqual([
    [
      [1, 100],
      [2, 100],
    ],
    1,
  ]);
});

test('[L64] what is in flight keeps its due time when the knob moves', () => {
  const { clock, lane, arrivals, set } = createLaneRig();
  set({ delayMs: 100 });
  lane.send(0, 1);
  set({ delayMs: 60_000 });
  lane.send(1, 1);
  clock.advance(100);
  expect(arrivals).toEqual([[0, 100]]);
});

test('[L65] the measured delay is that of the arrivals', () => {
  const { clock, lane, set } = createLaneRig();
  set({ delayMs: 30 });
  lane.send(0, 1);
  clock.advance(30);
  const { count, sumMs, counts } = lane.counts.delays;
  expect([count, sumMs, counts.indexOf(1)]).toEqual([1, 30, 5]);
});

test('[L66] an error of a listener stops nobody else', () => {
  const { clock, dispatcher } = createLaneRig();
  const thrown: unknown[] = [];
  const catchNext = process.nextTick;
  process.nextTick = ((run: () => void) => {
    try {
      run();
    } catch (error) {
      thrown.push(error);
    }
  }) as typeof process.nextTick;
  const seen: string[] = [];
  const waiting = (name: string, fails: boolean) => {
    const lane = {
      headDue: 10,
      headSeq: dispatcher.nextSeq(),
      release: () => {
        lane.headSeq = -1;
        seen.push(name);
        if (fails) throw new Error(name);
      },
    };
    return lane;
  };
  dispatcher.offer(waiting('bad', true));
  dispatcher.offer(waiting('good', false));
  try {
    clock.advance(10);
  } finally {
    process.nextTick = catchNext;
  }
  expect([seen, thrown.map(String)]).toEqual([['bad', 'good'], ['Error: bad']]);
});
