// The Python listings, run by a real Python: the table of the lesson, at a tenth of its scale.
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { pythonListing } from '../../../client/lab/breakfast/python-listing.ts';
import { VARIANTS } from '../../../client/lab/breakfast/variants.ts';

const TASKS = [
  { name: 'coffee', seconds: 0.3 },
  { name: 'bagel', seconds: 0.2 },
];
/** Starting a loop, threads and timers on a loaded machine; far less than one 0.2 s wait. */
const OVERHEAD_MS = 120;

const hasPython = spawnSync('python3', ['-c', 'import asyncio; asyncio.to_thread']).status === 0;
if (!hasPython) process.stdout.write('SKIPPED: no python3 (3.9 or newer), so no listing was run\n');

const SAYS: { readonly [Id in string]?: string } = {
  'await-blocking': "TypeError: object NoneType can't be used in 'await' expression",
  never: 'None',
};

it.skipIf(!hasPython).each(VARIANTS)('[B2] Python runs $id as the lesson says', (variant) => {
  const source = pythonListing(variant.id, TASKS).join('\n');
  const { stdout, stderr, status } = spawnSync('python3', ['-'], {
    input: source,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  const [said, total] = stdout.trim().split('\n');
  expect(said).toBe(SAYS[variant.id] ?? "['coffee', 'bagel']");
  const lesson = variant.lessonMs(TASKS, 'python');
  const measured = 1000 * Number(total?.replace(' s', ''));
  // The listing rounds to 10 ms.
  expect(measured).toBeGreaterThanOrEqual(lesson - 5);
  expect(measured).toBeLessThanOrEqual(lesson * 1.06 + OVERHEAD_MS);
  expect(stderr.includes('was never awaited')).toBe(variant.id === 'never');
});

it('[B2] a name cannot break out of its listing', () => {
  const tasks = [{ name: '"), exit(1), ("', seconds: 0.1 }];
  expect(pythonListing('plain', tasks)[1]).toBe('TASKS = [("\\"), exit(1), (\\"", 0.1)]');
});
