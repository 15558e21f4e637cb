import { expect, it } from 'vitest';
import { betChoices, judgeBet, readBet } from '../../../client/lab/state/bets.ts';

it('[B7] a bet within a tenth and a little is right', () => {
  expect(judgeBet({ ms: 3000 }, 3014)).toEqual({ kind: 'right', sentence: 'You bet 3 s: right.' });
  expect(judgeBet({ ms: 0 }, 3)).toMatchObject({ kind: 'right' });
});

it('[B7] a wrong bet is told by how much', () => {
  expect(judgeBet({ ms: 5000 }, 3020).sentence).toBe('You bet 5 s: 1.98 s too long.');
  expect(judgeBet({ ms: 3000 }, 5030).sentence).toBe('You bet 3 s: 2.03 s too short.');
  expect(judgeBet({ ms: 300 }, 520)).toMatchObject({ kind: 'too short' });
});

it('[B7] each amount is offered once, in ascending order', () => {
  expect(betChoices([5000, 3000, 0, 3000.4, 2000])).toEqual([0, 2000, 3000, 5000]);
});

it('[B7] a bet by hand is a number of seconds', () => {
  expect(['2.5', ' 2,5 ', '0', '', 'x', '-1', '601'].map(readBet)).toEqual([
    { ms: 2500 },
    { ms: 2500 },
    { ms: 0 },
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
