// The generated sections of PROTOCOL.md, by the names of their marks.
import { readFileSync } from 'node:fs';
import * as limits from '../../shared/wire/limits.ts';
import { asks, notices } from '../../shared/wire/protocol.ts';
import { REFUSAL_REASONS } from '../../shared/wire/refusal.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { BODIES, commentAbove, LINES, notation, PARTS, SCALARS, schemaOf } from './schemas.ts';

const code = (lines: readonly string[]): string =>
  ['```ts', ...lines, '```'].join('\n').replaceAll(' \n', '\n');

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[][]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

const types = (schemas: Record<string, Parameters<typeof notation>[0]>): string =>
  code(
    Object.entries(schemas).map(
      ([name, schema]) => `${name} = ${notation(schema, name.length + 3)}`,
    ),
  );

const lower = (name: string): string => name.replace(/^./, (first) => first.toLowerCase());

function scalars(): string {
  const rows = Object.entries(SCALARS).map(([name, schema]) => {
    const { type, pattern } = schemaOf(schema);
    const form = pattern === undefined ? String(type) : `${type}, \`${pattern}\``;
    return [`\`${name}\``, form, commentAbove(`export const ${lower(name)} =`)];
  });
  return table(['type', 'JSON', 'meaning'], rows);
}

const describeAsks = (): string =>
  Object.entries(asks)
    .map(([name, { plane, ask, answer }]) =>
      [
        `#### \`${name}\` (${plane})`,
        '',
        commentAbove(`'${name}': ask\\(`),
        '',
        code([`ask    = ${notation(ask, 9)}`, `answer = ${notation(answer, 9)}`]),
      ].join('\n'),
    )
    .join('\n\n');

const describeNotices = (): string =>
  Object.entries(notices)
    .map(([name, { plane, notice }]) =>
      [
        `#### \`${name}\` (${plane})`,
        '',
        commentAbove(`'${name}': notice\\(`),
        '',
        code([`notice = ${notation(notice, 9)}`]),
      ].join('\n'),
    )
    .join('\n\n');

function describeLimits(): string {
  const source = readFileSync('shared/wire/limits.ts', 'utf8');
  const placeOf = (name: string): number => source.indexOf(`export const ${name} `);
  const inOrder = Object.entries(limits).sort(([a], [b]) => placeOf(a) - placeOf(b));
  const rows = inOrder.map(([name, value]) => {
    // The comment belongs to the constants that follow it without another one.
    const before = source.slice(0, placeOf(name));
    const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/(?:\s*export const [^\n]*)*\s*$/.exec(before);
    const meaning = (comment?.[1] ?? '').replace(/\s*\n\s*\*?\s*/g, ' ').trim();
    return [`\`${name}\``, value.toLocaleString('en'), meaning];
  });
  return table(['limit', 'value', 'of what'], rows);
}

function refusals(): string {
  const source = readFileSync('shared/wire/refusal.ts', 'utf8');
  const statuses = readFileSync('server/http/reply.ts', 'utf8');
  const rows = REFUSAL_REASONS.map((reason) => [
    `\`${reason}\``,
    new RegExp(`${reason}: (\\d+)`).exec(statuses)?.[1] ?? '',
    new RegExp(`'${reason}', // (.*)`).exec(source)?.[1] ?? '',
  ]);
  return table(['reason', 'HTTP', 'meaning'], rows);
}

const sections: Readonly<Record<string, () => string>> = {
  version: () => `This is protocol version **${PROTOCOL_VERSION}**.`,
  scalars,
  types: () => types(PARTS),
  asks: describeAsks,
  notices: describeNotices,
  refusals,
  limits: describeLimits,
  bodies: () => types(BODIES),
  lines: () => types(LINES),
};

/** The document with its generated sections made anew; what is written by hand stays. */
export function withTables(document: string): string {
  return Object.entries(sections).reduce((soFar, [name, make]) => {
    const [open, close] = [`<!-- made: ${name} -->`, '<!-- end -->'];
    const from = soFar.indexOf(open);
    const to = soFar.indexOf(close, from);
    if (from < 0 || to < 0) throw new Error(`PROTOCOL.md lacks the section ${open} ... ${close}`);
    return `${soFar.slice(0, from)}${open}\n\n${make()}\n\n${soFar.slice(to)}`;
  }, document);
}
