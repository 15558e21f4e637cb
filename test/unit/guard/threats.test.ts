// SECURITY.md as a table that holds: each row names rules that there are and files whose tests prove them.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const spec = readFileSync('docs/SPEC.md', 'utf8');
const rows = readFileSync('SECURITY.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (-+|threat) +\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, threat = '', defence = '', proof = '']) => ({ threat, defence, proof }));

test('SECURITY.md names threats', () => {
  expect(rows.length).toBeGreaterThan(10);
});

test.each(rows)(
  '[E13] against "$threat" there is a defence, and a test of it',
  ({ defence, proof }) => {
    expect(defence.length).toBeGreaterThan(20);
    const [, rules = '', files = ''] = /^([A-Z\d, ]+): (.+)$/.exec(proof) ?? [];
    const found = [...files.matchAll(/`([\w/-]+)`/g)].map(([, name]) => `test/${name}.test.ts`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((file) => !existsSync(file))).toEqual([]);
    const tests = found.map((file) => readFileSync(file, 'utf8')).join('\n');
    const named = rules.split(', ');
    expect(named.filter((rule) => !spec.includes(`**${rule}`))).toEqual([]);
    expect(named.filter((rule) => !tests.includes(`[${rule}]`))).toEqual([]);
  },
);
