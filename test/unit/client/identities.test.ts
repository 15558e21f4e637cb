import { expect, test } from 'vitest';
import {
  claimIdentity,
  type Identity,
  LEASE_MS,
  readIdentities,
} from '../../../client/state/identities.ts';

const NOW = 1_000_000;
const one = (slot: string, tab: string, at: number): Identity => ({
  slot,
  name: slot,
  hue: 0,
  place: 'earth',
  lease: { tab, at },
});
const claim = (list: readonly Identity[], tab: string, lastSlot?: string) =>
  claimIdentity(list, {
    tab,
    lastSlot,
    now: NOW,
    newcomer: () => ({ slot: 'new', name: 'new', hue: 0, place: 'earth' }),
  }).mine.slot;

test('[U11] the first tab of a browser is a newcomer', () => {
  expect(claim([], 'tab-1')).toBe('new');
});

test('[U11] a tab opened while all others live is a newcomer', () => {
  expect(claim([one('a', 'tab-1', NOW - 5_000)], 'tab-2')).toBe('new');
});

test('[U11] a reloaded tab is who it was, even if another one was released later', () => {
  const list = [one('mine', '', NOW - 100), one('other', '', NOW - 50)];
  expect(claim(list, 'tab-1', 'mine')).toBe('mine');
});

test('[U11] a tab that comes back does not take what another live tab has now', () => {
  expect(claim([one('mine', 'tab-2', NOW - 1_000)], 'tab-1', 'mine')).toBe('new');
});

test('[U11] a new tab takes the identity that was released last', () => {
  expect(claim([one('a', '', NOW - 900), one('b', '', NOW - 300)], 'tab-3')).toBe('b');
});

test('[U11] a lease without a heartbeat holds for 90 s: background tabs are slow', () => {
  expect(claim([one('a', 'tab-1', NOW - LEASE_MS + 1)], 'tab-2')).toBe('new');
  expect(claim([one('a', 'tab-1', NOW - LEASE_MS)], 'tab-2')).toBe('a');
});

test('[U11] what storage holds of another form is left out', () => {
  expect(readIdentities([one('a', '', 1), { slot: 'b' }, 3, null])).toEqual([one('a', '', 1)]);
});
