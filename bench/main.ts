// npm run bench: what the product costs, each figure beside its rival's in the same run on this machine.
//
//   --only NAME   one suite, or several by comma     --json    rows as JSON
//   --markdown    the table as docs/PERFORMANCE.md has it
//   --quick       each row once and small: whether it still runs, not how fast
import { parseArgs } from 'node:util';
import { append } from './append/suite.ts';
import { firstLoad } from './browser/first-load.ts';
import { ui } from './browser/modes.ts';
import { scroll } from './browser/scroll.ts';
import { browser } from './browser/suite.ts';
import { connections } from './connections/suite.ts';
import { fanOut, latency } from './fan-out/suite.ts';
import { inFlight } from './flight/in-flight.ts';
import { lateness } from './flight/lateness.ts';
import { link } from './link/suite.ts';
import { starting } from './start/suite.ts';
import { short } from './support/figures.ts';
import { describeGoal, isMet, type Row, ratioOf, type Suite } from './support/row.ts';

const SUITES: readonly Suite[] = [
  fanOut,
  latency,
  lateness,
  inFlight,
  append,
  starting,
  connections,
  link,
  firstLoad,
  browser,
  scroll,
  ui,
];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const names = SUITES.map(({ name }) => name);
const wanted = values.only?.split(',') ?? names;
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) {
  throw new RangeError(`Expected --only as some of ${names.join(', ')}, got ${unknown}`);
}

const WIDTHS = [52, 10, 10, 9, 18, 14, 4] as const;
const line = (...cells: readonly string[]): void => {
  if (values.json) return;
  if (values.markdown) {
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
    return;
  }
  const padded = cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0));
  process.stdout.write(`${padded.join('  ').trimEnd()}\n`);
};

function show(row: Row): void {
  const ratio = ratioOf(row);
  const met = isMet(row);
  line(
    row.name,
    short(row.ours),
    row.rival === undefined ? '' : short(row.rival),
    ratio === undefined ? '' : `${short(ratio)} x`,
    row.unit,
    row.goal ? describeGoal(row.goal) : '',
    met === undefined ? '' : met ? 'met' : 'MISSED',
    row.note ?? '',
  );
}

line('row', 'ours', 'rival', 'ratio', 'unit', 'goal', '', '');
if (values.markdown) line(...Array.from({ length: 8 }, () => '---'));
const rows: (Row & { readonly suite: string; readonly met: boolean | undefined })[] = [];
for (const suite of SUITES) {
  if (!wanted.includes(suite.name)) continue;
  for await (const row of suite.run(values.quick ? 'quick' : 'full')) {
    show(row);
    rows.push({ suite: suite.name, ...row, met: isMet(row) });
  }
}
if (values.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
process.exit(0);
