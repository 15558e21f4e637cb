import { sleepBlocking } from './sleeps.js';

export function handle(_request, response, { ms }) {
  sleepBlocking(ms);
  response.end('done');
}
