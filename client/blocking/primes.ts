// Something to compute: honest work, and no waiting in it.

/** Counts primes for `ms` milliseconds, and answers with how many there were. */
export function countPrimesFor(ms: number): number {
  const endMs = performance.now() + ms;
  let found = 0;
  for (let candidate = 2; performance.now() < endMs; candidate++) {
    if (isPrime(candidate)) found += 1;
  }
  return found;
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
    if (candidate % divisor === 0) return false;
  }
  return true;
}
