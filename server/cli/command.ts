// What a command of `lightlag` is, and how it reads its own part of the command line.
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What a command ends with: done; it could not, or found something wrong; not understood. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a command line is answered: two streams of text. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

export interface Command {
  /** What `lightlag COMMAND --help` prints: a usage line, what it does, each option. */
  readonly help: string;
  /**
   * Runs it with what follows its name. Throws UsageError for a command line that it does not
   * understand, CommandError for what a sentence explains; anything else is our fault.
   */
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** The command line is not understood; the message says what was expected and what came. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command could not do its work. The message is one sentence for whoever ran it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** As parseArgs of node:util, strict; what it refuses is a UsageError. */
export function readOptions<const Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(firstSentence((error as Error).message));
  }
}

/** The value of an option that has to be there. */
export function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`Expected ${option}, got none.`);
  return value;
}

/** Node goes on about how to pass what looks like an option. */
function firstSentence(text: string): string {
  const [first = text] = text.split(/\. |\n/);
  return first.endsWith('.') ? first : `${first}.`;
}
