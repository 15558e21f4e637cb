// The same computing on a thread of its own.
import { countPrimesFor } from './primes.ts';

addEventListener('message', ({ data }: MessageEvent<number>) => {
  postMessage(countPrimesFor(data));
});
