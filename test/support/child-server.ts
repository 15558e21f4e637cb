// The program as an operator runs it: a child process with a log on disk, to be killed and started
// again on the same file.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export interface ChildServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Sends a signal and resolves with the exit code (null when a signal ended it). */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** Sends a signal that does not end it. */
  send(signal: 'SIGUSR2'): void;
}

export interface ChildOptions {
  readonly db: string;
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** The module that is run; default: the program. */
  readonly main?: string;
  /** A module that is loaded before it. */
  readonly preload?: string;
}

const PROGRAM = 'server/main.ts';
/** With the built client: only where the tests have built it. */
export const BUILT_PROGRAM = 'dist/server/main.js';

function run(
  args: readonly string[],
  { env, main = PROGRAM, preload }: Omit<ChildOptions, 'db' | 'port'> = {},
): ChildProcess {
  const imports = [...(main.endsWith('.ts') ? ['tsx'] : []), ...(preload ? [preload] : [])];
  const options = imports.flatMap((module) => ['--import', module]);
  return spawn(process.execPath, [...options, main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
}

/** Starts the program and resolves when it says where it listens. */
export async function startChild({ db, port = 0, ...how }: ChildOptions): Promise<ChildServer> {
  const options = ['--port', `${port}`, '--host', '127.0.0.1', '--db', db, '--log-level', 'error'];
  const child = run(options, how);
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stderr?.pipe(process.stderr);
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const found = /Local\s+http:\/\/localhost:(\d+)\//.exec(line)?.[1];
    if (found === undefined) continue;
    child.stdout?.resume();
    return {
      url: `http://127.0.0.1:${found}`,
      port: Number(found),
      pid: child.pid as number,
      async end(signal) {
        const exit = once(child, 'exit');
        child.kill(signal);
        return ((await exit) as [number | null])[0];
      },
      send: (signal) => void child.kill(signal),
    };
  }
  throw new Error('The server ended before it listened.');
}

export interface Program {
  readonly url: string;
  readonly pid: number;
  /** What it has said on both outputs, line by line. */
  readonly said: readonly string[];
  /** null while it runs. */
  exitCode(): number | string | null;
}

/** Starts another program that serves the product, and resolves when it says where. */
export async function startProgram(file: string): Promise<Program> {
  const child = run([], { main: file });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: string[] = [];
  const heard = new Promise<string>((resolve, reject) => {
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output as NodeJS.ReadableStream }).on('line', (line) => {
        said.push(line);
        const port = /Local\s+http:\/\/localhost:(\d+)\//.exec(line)?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
      });
    }
    child.once('exit', () => reject(new Error(`It ended before it listened: ${said.join(' ')}`)));
  });
  const url = await heard;
  return {
    url,
    pid: child.pid as number,
    said,
    exitCode: () => child.exitCode ?? child.signalCode,
  };
}

/** Runs the program to its end. */
export async function runToEnd(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = run(args, { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}
