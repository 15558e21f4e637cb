// Once before the tests that need no browser: says which servers of others they will run against.
import { findBalancer } from './balancer.ts';
import { findPostgres } from './postgres.ts';

export function setup(): void {
  say('PostgreSQL', findPostgres(), 'postgresql');
  say('nginx', findBalancer('nginx'), 'nginx');
  say('HAProxy', findBalancer('haproxy'), 'haproxy');
}

function say(name: string, path: string | undefined, debian: string): void {
  const missing = `none found, ITS TESTS ARE SKIPPED (Debian: apt-get install ${debian})`;
  process.stdout.write(`${name}: ${path ?? missing}\n`);
}
