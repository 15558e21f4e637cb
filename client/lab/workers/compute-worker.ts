// A thread of its own that counts primes for as much work as it is told.
import { countPrimes } from './primes.ts';

addEventListener('message', ({ data: units }: MessageEvent<number>) => {
  postMessage(countPrimes(units));
});

postMessage('ready');
