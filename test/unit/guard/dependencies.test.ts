// What is installed, and what of it may run code while it is installed.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Installed {
  readonly version?: string;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
}
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
const packages = read('package-lock.json').packages as Record<string, Installed>;

/** The first versions without the faults that SECURITY.md names. */
const LEAST = { ws: '8.23.0', 'socket.io-parser': '4.2.7', 'engine.io': '6.6.12' };

const numbers = (version: string): number[] => version.split('.').map(Number);

function isAtLeast(version: string, least: string): boolean {
  const [has, wants] = [numbers(version), numbers(least)];
  const index = has.findIndex((part, at) => part !== wants[at]);
  return index < 0 || (has[index] as number) > (wants[index] as number);
}

test.each(Object.entries(LEAST))(
  '[E10] every %s that is installed is %s or later',
  (name, least) => {
    const found = Object.entries(packages).filter(([path]) =>
      path.endsWith(`node_modules/${name}`),
    );
    expect(found.length).toBeGreaterThan(0);
    for (const [path, { version = '0' }] of found) {
      expect(isAtLeast(version, least), `${path} ${version}`).toBe(true);
    }
  },
);

test('[E10] of every package that wants to run code when it is installed it is said whether it may', () => {
  const wants = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  const { allowScripts } = read('package.json') as { allowScripts: Record<string, boolean> };
  expect([...new Set(wants)].sort()).toEqual(Object.keys(allowScripts).sort());
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual([
    'better-sqlite3',
  ]);
});

test('[E10] what wants to run code and is not in the list stops the installation', () => {
  const settings = readFileSync('.npmrc', 'utf8').split('\n');
  expect(settings).toContain('strict-allow-scripts=true');
  // And no more: whose registry it is, is for those who install.
  expect(settings.filter((line) => line !== '' && !line.startsWith('#'))).toHaveLength(1);
});
