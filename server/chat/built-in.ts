// The scenarios that come with the product: files like anybody's, read once.
import { readdirSync, readFileSync } from 'node:fs';
import { readScenario } from '../../shared/chat/scenario-reader.ts';
import type { ScenarioFile } from '../../shared/wire/scenario.ts';

export interface BuiltIn {
  /** The name of its file. */
  readonly id: string;
  readonly file: ScenarioFile;
  /** The text of the file. */
  readonly text: string;
}

const FOLDER = new URL('./built-in/', import.meta.url);

/** Those that stand on the start page at once, in this order; the others follow by title. */
const FIRST = ['io', 'moon', 'fifty', 'mars', 'ganymede', 'twenty-minutes', 'same-room'];

export const isFirst = (id: string): boolean => FIRST.includes(id);

export const SCENARIOS: readonly BuiltIn[] = readdirSync(FOLDER)
  .map((name) => read(name.replace(/\.json$/, '')))
  .sort((a, b) => rank(a) - rank(b) || a.file.title.localeCompare(b.file.title));

function read(id: string): BuiltIn {
  const text = readFileSync(new URL(`${id}.json`, FOLDER), 'utf8');
  const file = readScenario(text);
  if (typeof file === 'string') throw new Error(`${id}.json: ${file}`);
  return { id, file, text };
}

function rank({ id }: BuiltIn): number {
  const place = FIRST.indexOf(id);
  return place < 0 ? FIRST.length : place;
}
