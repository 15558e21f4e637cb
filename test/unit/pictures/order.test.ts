// Two orders of the same events.
import { describe, expect, test } from 'vitest';
import {
  countCausal,
  type OrderedEvent,
  ordersOf,
  relationOf,
  swappedPairs,
} from '../../../client/order/orders.ts';
import { type SimMs, simMs } from '../../../shared/time/frames.ts';

/** Earth and Io, 100 apart. */
const arrive = (from: string, to: string, at: SimMs) => simMs(from === to ? at : at + 100);
const event = (key: string, origin: string, sentAt: number): OrderedEvent => ({
  key,
  origin,
  sentAt: simMs(sentAt),
  atA: arrive(origin, 'earth', simMs(sentAt)),
  atB: arrive(origin, 'io', simMs(sentAt)),
});

const ask = event('ask', 'earth', 0);
const crossed = event('crossed', 'io', 50);
const answer = event('answer', 'io', 100);

describe('[P8] who knew what when', () => {
  test('each place has the order of its own arrivals', () => {
    expect(ordersOf([ask, crossed, answer])).toEqual({
      atA: ['ask', 'crossed', 'answer'],
      atB: ['crossed', 'ask', 'answer'],
    });
  });

  test('events of one moment are in no different order', () => {
    expect(swappedPairs([ask, crossed, answer])).toEqual([[ask, crossed]]);
  });

  test('what was said within the light of another is after it; what crossed it is neither', () => {
    expect(relationOf(ask, answer, arrive)).toBe('before');
    expect(relationOf(answer, ask, arrive)).toBe('after');
    expect(relationOf(ask, crossed, arrive)).toBe('neither');
    expect(relationOf(crossed, answer, arrive)).toBe('before');
    expect(countCausal([ask, crossed, answer], arrive)).toEqual({ ordered: 2, all: 3 });
  });
});
