// Chance that can be repeated: a small generator, one independent stream per name, so that drawing
// from one stream never shifts another.

/** A stream of chance. */
export interface Random {
  /** The next number, 0 to 1, 1 excluded, in steps of 2^-32. */
  next(): number;
}

/**
 * The stream of these names, e.g. `createRandom('seed', 'link 1', 'up', 'jitter')`. The same names
 * give the same numbers, on every machine. sfc32 (C. Doty-Humphrey, PractRand), its state filled
 * from the names by FNV-1a and the finaliser of MurmurHash3.
 */
export function createRandom(...names: readonly string[]): Random {
  const text = names.map((name) => `${name.length}:${name}`).join('');
  let a = mix(hash(text, 1));
  let b = mix(hash(text, 2));
  let c = mix(hash(text, 3));
  let counter = 1;
  const step = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) step();
  return { next: () => step() / 2 ** 32 };
}

/** As the author of sfc32 advises, so that similar seeds have parted. */
const WARM_UP_ROUNDS = 15;

function hash(text: string, basis: number): number {
  let value = 0x811c9dc5 ^ Math.imul(basis, 0x9e3779b9);
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}

function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
