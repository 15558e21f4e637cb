// Chance for tests, from one seed (mulberry32): the same seed gives the same test.

export interface Dice {
  /** From 0 up to, not including, `bound`. */
  upTo(bound: number): number;
  /** One of the list; undefined of an empty one. */
  pick<Item>(items: readonly Item[]): Item | undefined;
}

export function createDice(seed: number): Dice {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    upTo: (bound) => next() * bound,
    pick: (items) => items[Math.floor(next() * items.length)],
  };
}
