import { sleep } from './sleeps.js';

export async function handle(_request, response, { ms }) {
  await sleep(ms);
  response.end('done');
}
