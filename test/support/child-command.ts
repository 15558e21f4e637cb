// `lightlag COMMAND` as people run it: a child process, with pipes or in a pseudo-terminal.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

export interface ChildCommand {
  /** Everything that it has written, its errors too. */
  readonly output: string;
  type(text: string): void;
  /** Ends its input. */
  endInput(): void;
  /** Sends a signal, or only waits; resolves with the exit code (null when a signal ended it). */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

const COMMAND = ['--import', 'tsx', 'server/cli/main.ts'];

export const startCommand = (args: readonly string[]): ChildCommand =>
  watch(spawn(process.execPath, [...COMMAND, ...args]));

/** In a pseudo-terminal of 100 columns, which Python's standard library opens. */
export function startInTerminal(args: readonly string[]): ChildCommand {
  const words = [process.execPath, ...COMMAND, ...args].map((word) => `'${word}'`).join(' ');
  const script = `stty cols 100 rows 30; exec ${words}`;
  const open = 'import pty, sys; sys.exit(pty.spawn(["sh", "-c", sys.argv[1]]) >> 8)';
  return watch(spawn('python3', ['-c', open, script], { env: { ...process.env, TERM: 'xterm' } }));
}

function watch(child: ChildProcess): ChildCommand {
  let output = '';
  const take = (chunk: string): void => {
    output += chunk;
  };
  child.stdout?.setEncoding('utf8').on('data', take);
  child.stderr?.setEncoding('utf8').on('data', take);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close') as Promise<[number | null]>;
  return {
    get output() {
      return output;
    },
    type: (text) => void child.stdin?.write(text),
    endInput: () => void child.stdin?.end(),
    async end(signal) {
      if (signal) child.kill(signal);
      return (await ended)[0];
    },
  };
}
