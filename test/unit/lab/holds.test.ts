import { expect, it } from 'vitest';
import { createHolds } from '../../../server/lab/holds.ts';
import { createManualClock } from '../../support/manual-clock.ts';

function begin(options: { perAddressMax?: number; max?: number } = {}) {
  const clock = createManualClock();
  const holds = createHolds({ clock, ...options });
  const over: string[] = [];
  const hold = (address: string, ms: number) =>
    holds.hold(address, ms, () => over.push(`${address} at ${clock.now()}`));
  return { clock, holds, over, hold };
}

it('[B11] a hold is over once, at its time and never before', () => {
  const { clock, over, hold } = begin();
  hold('a', 500);
  clock.advance(499.9);
  expect(over).toEqual([]);
  clock.advance(1000);
  expect(over).toEqual(['a at 500']);
});

it('[B11] an address holds a bounded number; others are not concerned, and room comes back', () => {
  const { clock, holds, hold } = begin({ perAddressMax: 2 });
  hold('a', 100);
  hold('a', 100);
  expect(hold('a', 100)).toMatchObject({ ok: false, reason: 'busy' });
  expect(hold('b', 100)).toMatchObject({ ok: true });
  expect(holds.size).toBe(3);
  clock.advance(100);
  expect([holds.size, hold('a', 100).ok]).toEqual([0, true]);
});

it('[B11] there is a bound for all addresses together', () => {
  const { hold } = begin({ max: 2 });
  hold('a', 100);
  hold('b', 100);
  expect(hold('c', 100)).toMatchObject({ ok: false, reason: 'busy' });
});

it('[B11] who lets go is not called, and leaves nothing behind', () => {
  const { clock, holds, over, hold } = begin({ perAddressMax: 1 });
  const first = hold('a', 100);
  if (first.ok) first.value.release();
  if (first.ok) first.value.release();
  expect([holds.size, clock.pending]).toEqual([0, 0]);
  expect(hold('a', 200).ok).toBe(true);
  clock.advance(200);
  expect(over).toEqual(['a at 200']);
});

it('[B11] closing ends all of them at once', () => {
  const { clock, holds, over, hold } = begin();
  hold('a', 5000);
  hold('b', 5000);
  clock.advance(10);
  holds.close();
  holds.close();
  expect([over, clock.pending]).toEqual([['a at 10', 'b at 10'], 0]);
});
