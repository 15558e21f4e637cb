// `lightlag`: help, what it does not understand, and how it ends.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { lightlag } from '../../support/command-line.ts';

test('[O6] --help lists the commands, COMMAND --help explains one: code 0', async () => {
  for (const ask of [['--help'], ['-h'], ['help']]) {
    const { code, out, err } = await lightlag(...ask);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('verify');
  }
  const { code, out } = await lightlag('verify', '--help');
  expect(code).toBe(0);
  expect(out).toMatch(/^Usage: lightlag verify --db FILE\n/);
});

test.each([
  [[], /Usage: lightlag COMMAND/],
  [['verfy'], /^lightlag: Expected a command \(.*verify.*\), got verfy\. See lightlag --help\.\n$/],
  [['constructor'], /got constructor/],
  [['verify'], /^lightlag verify: Expected --db FILE, got none\. See lightlag verify --help\.\n$/],
  [['verify', '--bd', 'x'], /^lightlag verify: Unknown option '--bd'\. See/],
  [['verify', 'x.db'], /^lightlag verify: Unexpected argument 'x\.db'/],
])('[O6] %j is not understood: one sentence on stderr, code 2', async (args, sentence) => {
  const { code, out, err } = await lightlag(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(sentence);
});

test('[O6] what cannot be done is one sentence on stderr, code 1', async () => {
  const { code, out, err } = await lightlag('verify', '--db', '/nowhere/log.db');
  expect([code, out]).toEqual([1, '']);
  expect(err).toBe('lightlag verify: There is no file /nowhere/log.db.\n');
});

test('[O6] the program ends with that code', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', ...args], {
      encoding: 'utf8',
    });
  expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
  expect(run('nothing')).toMatchObject({ status: 2, stdout: '' });
});
