// A real PostgreSQL for tests: a server of their own in a temporary folder, on a free port and with its
// sockets in that folder. Never the machine's own cluster.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { unprivileged } from './unprivileged.ts';

/** Folder with `initdb` and `postgres`; undefined where there is none. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  versions.sort((a, b) => Number(b) - Number(a));
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
}

export interface TestPostgres {
  /** Makes an empty database, or a copy of one that nobody is connected to; its URL. */
  createDatabase(template?: string): Promise<string>;
  /** Runs statements in a database. */
  run(url: string, sql: string): Promise<Record<string, unknown>[]>;
  /** Stops all its processes where they are, as a machine that hangs; `thaw` lets them go on. */
  freeze(): void;
  thaw(): void;
  /** Ends at once, as in a crash, and starts again on the same data and port. */
  restart(): Promise<void>;
  /** Stops it for a copy of its data as it is now. */
  backUp(): Promise<void>;
  /** Stops it, and starts it on that copy: what came later is lost. */
  putBack(): Promise<void>;
  close(): Promise<void>;
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'shared_buffers=32MB',
  'max_connections=100',
  'autovacuum_naptime=5s',
];

/** Tests that share a server of their own; skipped where there is no PostgreSQL. */
export function describeOnPostgres(
  name: string,
  suite: (server: () => TestPostgres) => void,
): void {
  describe.skipIf(!findPostgres())(name, () => {
    let server: TestPostgres | undefined;
    const started = (): TestPostgres => {
      if (server === undefined) throw new Error('The server is there once a test runs');
      return server;
    };
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server?.close());
    suite(started);
  });
}

/** Starts a server. Whoever starts it closes it. */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error('There is no PostgreSQL on this machine.');
  const folder = mkdtempSync(join(tmpdir(), 'lightlag-pg-'));
  const data = join(folder, 'data');
  const copy = join(folder, 'copy');
  const user = unprivileged('postgres');
  if (user) chownSync(folder, user.uid, user.gid);
  const options = ['-A', 'trust', '-U', 'lightlag', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(bin, 'initdb'), ['-D', data, ...options], {
    ...user,
    cwd: folder,
    stdio: 'pipe',
  });
  const port = await freePort();
  const args = [
    '-D',
    data,
    '-k',
    folder,
    '-p',
    `${port}`,
    ...SETTINGS.flatMap((one) => ['-c', one]),
  ];
  const urlOf = (database: string) => `postgres://lightlag@127.0.0.1:${port}/${database}`;
  let server: ChildProcess;
  let databases = 0;

  async function start(): Promise<void> {
    server = spawn(join(bin as string, 'postgres'), args, { ...user, cwd: folder, stdio: 'pipe' });
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    });
    while (!(await answers(urlOf('postgres')))) {
      if (server.exitCode !== null) throw new Error(`PostgreSQL ended: ${said}`);
      await wait(50);
    }
  }

  /** The server and its children: the connections and the writers. */
  function signalAll(signal: 'STOP' | 'CONT'): void {
    const { pid } = server;
    spawnSync('pkill', [`-${signal}`, '-P', `${pid}`]);
    server.kill(`SIG${signal}`);
    // One that was born between the two.
    spawnSync('pkill', [`-${signal}`, '-P', `${pid}`]);
  }

  async function stop(): Promise<void> {
    signalAll('CONT');
    const end = once(server, 'exit');
    server.kill('SIGQUIT');
    await end;
  }

  await start();
  return {
    async createDatabase(template) {
      const name = `test_${++databases}`;
      const from = template === undefined ? '' : `TEMPLATE ${new URL(template).pathname.slice(1)}`;
      await run(urlOf('postgres'), `CREATE DATABASE ${name} ${from}`);
      return urlOf(name);
    },
    run,
    freeze: () => signalAll('STOP'),
    thaw: () => signalAll('CONT'),
    async restart() {
      await stop();
      await start();
    },
    async backUp() {
      await stop();
      cpSync(data, copy, { recursive: true, preserveTimestamps: true });
      own(copy, user);
      await start();
    },
    async putBack() {
      await stop();
      rmSync(data, { recursive: true });
      renameSync(copy, data);
      await start();
    },
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server insists on a folder of its own, and of nobody else. */
function own(folder: string, user: ReturnType<typeof unprivileged>): void {
  chmodSync(folder, 0o700);
  if (!user) return;
  for (const entry of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(folder, entry), user.uid, user.gid);
  }
}

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(sql);
    return result.rows;
  } finally {
    await client.end();
  }
}

const answers = (url: string): Promise<boolean> =>
  run(url, 'SELECT 1').then(
    () => true,
    () => false,
  );

export async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as { port: number };
  holder.close();
  await once(holder, 'close');
  return port;
}
