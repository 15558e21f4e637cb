// Once before the tests that need no browser: says which servers of others they will run against.
import { findPostgres } from './postgres.ts';

export function setup(): void {
  const folder = findPostgres();
  const line = folder
    ? `PostgreSQL: ${folder}`
    : 'PostgreSQL: none found, ITS TESTS ARE SKIPPED (Debian: apt-get install postgresql)';
  process.stdout.write(`${line}\n`);
}
