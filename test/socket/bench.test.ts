// The bench is part of the product: every row of it still runs. How fast, it says on a quiet machine.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

interface Shown {
  readonly name: string;
  /** NaN is null as JSON. */
  readonly ours: number | null;
  readonly rival?: number | null;
}

test.each([
  'fan-out',
  'latency',
  'lateness',
  'in-flight',
  'append',
  'start',
  'connections',
  'link',
])(
  'every row of the bench `%s` runs and gives figures',
  async (suite) => {
    const args = ['--expose-gc', '--import', 'tsx', 'bench/main.ts', '--quick', '--json'];
    const { stdout } = await promisify(execFile)('node', [...args, '--only', suite]);
    const rows = JSON.parse(stdout) as Shown[];
    const odd = rows.filter(
      ({ ours, rival = 0 }) => !(Number.isFinite(ours) && Number.isFinite(rival)),
    );
    expect(odd).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  },
  120_000,
);

test('a bench that there is not is refused with those there are', async () => {
  const args = ['--import', 'tsx', 'bench/main.ts', '--only', 'speed'];
  await expect(promisify(execFile)('node', args)).rejects.toThrow(
    /Expected --only as some of .*fan-out.*, got speed/,
  );
});
