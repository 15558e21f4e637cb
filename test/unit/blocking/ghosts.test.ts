import { expect, test } from 'vitest';
import { ghostsOf, sayGhosts } from '../../../client/blocking/ghosts.ts';

const input = (kind: 'key' | 'click', atMs: number, handledMs: number) => ({
  kind,
  atMs,
  handledMs,
});

test('[N6] ghosts are the inputs of the time of the freeze, at their true time, oldest first', () => {
  const inputs = [
    input('key', 900, 901),
    input('click', 2500, 3010),
    input('key', 1500, 3005),
    input('key', 3200, 3201),
  ];
  expect(ghostsOf(inputs, { fromMs: 1000, toMs: 3000 })).toEqual([
    { kind: 'key', atMs: 500, handledMs: 2005 },
    { kind: 'click', atMs: 1500, handledMs: 2010 },
  ]);
});

test('[N6] they are said by kind and number', () => {
  const ghost = (kind: 'key' | 'click') => input(kind, 0, 1);
  expect(sayGhosts([])).toBeUndefined();
  expect(sayGhosts([ghost('click')])).toBe('1 click');
  expect(sayGhosts([ghost('key'), ghost('click'), ghost('key')])).toBe('1 click and 2 keys');
});
