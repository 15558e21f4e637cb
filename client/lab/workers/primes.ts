// A real computation that can be cut into equal pieces: counting primes by trial division. Pure.

/** Large enough that one number costs some microseconds, all about the same. */
const FROM = 10_000_001;
/** Odd numbers looked at in one unit. */
const PER_UNIT = 50;

/** The primes in `units` pieces of work, beginning with piece `first`; each piece costs about the same. */
export function countPrimes(units: number, first = 0): number {
  let primes = 0;
  for (let index = first * PER_UNIT; index < (first + units) * PER_UNIT; index++) {
    if (isPrime(FROM + 2 * index)) primes += 1;
  }
  return primes;
}

function isPrime(odd: number): boolean {
  for (let divisor = 3; divisor * divisor <= odd; divisor += 2)
    if (odd % divisor === 0) return false;
  return true;
}
