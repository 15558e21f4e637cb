// Style sheets come with the code that needs them, in whatever order a person opens things. So a class
// is styled by one sheet alone, and whoever uses it brings that sheet along: else a page looks right
// only for those who were somewhere else before.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const files = readdirSync('client', { recursive: true, encoding: 'utf8' }).map((name) =>
  join('client', name),
);
const sheets = files.filter((name) => name.endsWith('.css'));
const modules = files.filter((name) => /\.tsx?$/.test(name));
const textOf = new Map([...sheets, ...modules].map((file) => [file, readFileSync(file, 'utf8')]));
const read = (file: string): string => textOf.get(file) ?? '';
const target = (file: string, path: string): string => normalize(join(dirname(file), path));

/** Classes with a rule of their own in a sheet, outside of conditions: `.name {`. */
const ownClasses = (sheet: string): string[] =>
  [...read(sheet).matchAll(/^\.([a-z][a-z0-9-]*) \{/gm)].map(([, name = '']) => name);

const homes = new Map<string, string[]>();
for (const sheet of sheets) {
  for (const name of new Set(ownClasses(sheet))) {
    homes.set(name, [...(homes.get(name) ?? []), sheet]);
  }
}

const STATIC = /^(?:import|export)\b[^;]*?from '(\.[^']+)'|^import '(\.[^']+)'/gm;
const LATER = /\bimport\('(\.[^']+)'\)/g;

/** Everything that is loaded when `file` is, itself too. */
function loadedWith(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, from, bare] of read(file).matchAll(STATIC)) {
    const path = target(file, from ?? bare ?? '');
    if (textOf.has(path)) loadedWith(path, known);
  }
  return known;
}

/** The words of `class="..."` and of the strings in `class={...}`. */
const usedClasses = (file: string): string[] =>
  [...read(file).matchAll(/\bclass=(?:"([^"]*)"|\{([^}]*)\})/g)].flatMap(([, plain, code = '']) =>
    (plain ?? [...code.matchAll(/['`]([^'`]*)['`]/g)].map(([, text]) => text).join(' ')).split(
      /[^a-z0-9-]+/,
    ),
  );

test('[U24] a class has its own rule in one style sheet', () => {
  expect(homes.size).toBeGreaterThan(200);
  const shared = [...homes].filter(([, files]) => files.length > 1);
  expect(Object.fromEntries(shared)).toEqual({});
});

test('[U24] what is loaded later has the sheets of its classes with it, or from who loads it', () => {
  const atOnce = loadedWith('client/main.tsx');
  const later = modules.flatMap((by) =>
    [...read(by).matchAll(LATER)].map(([, path = '']) => ({ by, root: target(by, path) })),
  );
  expect(later.length).toBeGreaterThan(30);
  const missing = later.flatMap(({ by, root }) => {
    const loaded = loadedWith(root);
    const there = new Set([...atOnce, ...loadedWith(by), ...loaded]);
    return [...loaded].flatMap((file) =>
      usedClasses(file)
        .filter((name) => homes.get(name)?.every((sheet) => !there.has(sheet)))
        .map((name) => `${root}, from ${by}: ${file} uses .${name} of ${homes.get(name)}`),
    );
  });
  expect(missing).toEqual([]);
});
