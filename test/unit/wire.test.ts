// The protocol as a golden copy: a change of any schema shows here, and asks for a decision on
// PROTOCOL_VERSION (compatible: update the copy; not: one more, and update the copy).
import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, test } from 'vitest';
import { withTables } from '../../docs/protocol/sections.ts';
import { BODIES } from '../../shared/space/bodies.ts';
import { asks, isControl, notices } from '../../shared/wire/protocol.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';

const options = { errorMode: 'ignore', typeMode: 'input' } as const;

test('[W2] the tables are those of the golden copy', async () => {
  const tables = {
    version: PROTOCOL_VERSION,
    asks: Object.fromEntries(
      Object.entries(asks).map(([name, { plane, ask, answer }]) => [
        name,
        { plane, ask: toJsonSchema(ask, options), answer: toJsonSchema(answer, options) },
      ]),
    ),
    notices: Object.fromEntries(
      Object.entries(notices).map(([name, { plane, notice }]) => [
        name,
        { plane, notice: toJsonSchema(notice, options) },
      ]),
    ),
  };
  await expect(`${JSON.stringify(tables, null, 2)}\n`).toMatchFileSnapshot('./wire.golden.json');
});

test('[W6] the tables of PROTOCOL.md are those of the source, and name every message', async () => {
  const document = withTables(readFileSync('docs/PROTOCOL.md', 'utf8'));
  await expect(document).toMatchFileSnapshot('../../docs/PROTOCOL.md');
  const names = [...Object.keys(asks), ...Object.keys(notices)];
  expect(names.filter((name) => !document.includes(`\n#### \`${name}\` (`))).toEqual([]);
  expect(BODIES.filter(({ id }) => !document.includes(`\`${id}\``))).toEqual([]);
});

test('[W2] chat, acknowledgements and typing pass the link; sliders, clock and ranges never do', () => {
  const names = [...Object.keys(asks), ...Object.keys(notices)];
  expect(names.filter((name) => !isControl(name)).every((name) => name.startsWith('chat:'))).toBe(
    true,
  );
  expect(names.filter(isControl).some((name) => name.startsWith('chat:'))).toBe(false);
  expect(isControl('constructor')).toBe(false);
});
