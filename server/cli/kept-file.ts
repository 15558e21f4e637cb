// Who one is and what one has seen, in a file: with it a command is the same member the next time. The
// token in it is all it takes to be that member, so the file is for its owner's eyes.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Kept } from '../remote/member-types.ts';
import { CommandError } from './command.ts';

/** What the file holds for a room; undefined when there is none, or it is of another room. */
export function readKept(file: string | undefined, room: string): Kept | undefined {
  if (file === undefined) return undefined;
  if (!existsSync(dirname(resolve(file))))
    throw new CommandError(`There is no folder for ${file}.`);
  if (!existsSync(file)) return undefined;
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    if (kept.room === room && typeof kept.token === 'string') return kept;
  } catch (cause) {
    throw new CommandError(`${file} is not a file of this program.`, { cause });
  }
  throw new CommandError(`${file} is of another room. Choose another file with --state.`);
}

/** Writes it whole or not at all. */
export function writeKept(file: string | undefined, kept: Kept): void {
  if (file === undefined) return;
  writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
