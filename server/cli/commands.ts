// The commands of `lightlag`: one file each, loaded when it is run, so that none costs another anything.
import {
  type Command,
  CommandError,
  EXIT,
  type ExitCode,
  type Terminal,
  UsageError,
} from './command.ts';

interface Entry {
  /** A few words for the list. */
  readonly does: string;
  load(): Promise<{ readonly command: Command }>;
}

const COMMANDS: { readonly [name: string]: Entry } = {
  chat: { does: 'chats from a terminal', load: () => import('./chat.ts') },
  export: { does: 'writes a whole log to a file', load: () => import('./export.ts') },
  import: { does: 'makes a log out of such a file', load: () => import('./import.ts') },
  station: { does: 'puts an automatic member into a room', load: () => import('./station.ts') },
  verify: { does: 'checks a whole log', load: () => import('./verify.ts') },
};

/** Runs one command line; resolves with the exit code. `args`: without the program's own name. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const { out, err } = terminal;
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? err : out)(helpOnAll());
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    const known = Object.keys(COMMANDS).join(', ');
    err(`lightlag: Expected a command (${known}), got ${name}. See lightlag --help.\n`);
    return EXIT.usage;
  }
  const { command } = await (COMMANDS[name] as Entry).load();
  if (rest.includes('--help') || rest.includes('-h')) {
    out(command.help);
    return EXIT.done;
  }
  try {
    return await command.run(rest, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      err(`lightlag ${name}: ${error.message} See lightlag ${name} --help.\n`);
      return EXIT.usage;
    }
    if (error instanceof CommandError) {
      err(`lightlag ${name}: ${error.message}\n`);
      return EXIT.failed;
    }
    throw error;
  }
}

function helpOnAll(): string {
  const width = Math.max(...Object.keys(COMMANDS).map(({ length }) => length));
  const lines = Object.entries(COMMANDS).map(
    ([name, { does }]) => `  ${name.padEnd(width)}  ${does}`,
  );
  return `Lightlag: a chat in which distance is real.

Usage: lightlag COMMAND [options]

${lines.join('\n')}

lightlag COMMAND --help says more about one of them.
Exit codes: 0 done, 1 failed or found something wrong, 2 the command line is not understood.
`;
}
