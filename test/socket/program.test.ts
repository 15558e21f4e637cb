// The program as an operator sees it: options, one-sentence ends, health, a clean farewell.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';
import { runToEnd, startChild } from '../support/child-server.ts';
import { freePort } from '../support/postgres.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lightlag-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('[O1] options come from the command line, else the environment, else the defaults', () => {
  const env = {
    LIGHTLAG_PORT: '6000',
    LIGHTLAG_HOST: '127.0.0.1',
    LIGHTLAG_LOG_LEVEL: 'warn',
    LIGHTLAG_ORIGIN: 'https://chat.example,http://10.0.0.1:5180/',
    LIGHTLAG_TRUST_PROXY: '10.0.0.0/8, ::1',
  };
  expect(readConfig(['--port', '7000', '--db', 'x.db'], env)).toEqual({
    port: 7000,
    host: '127.0.0.1',
    db: 'x.db',
    logLevel: 'warn',
    origins: ['https://chat.example', 'http://10.0.0.1:5180'],
    proxies: ['10.0.0.0/8', '::1'],
  });
  expect(readConfig([], {})).toEqual({
    port: 5180,
    host: '0.0.0.0',
    db: 'data/lightlag.db',
    logLevel: 'info',
    origins: [],
    proxies: [],
  });
  expect(readConfig(['--help'], {})).toBe('help');
});

test.each([
  [['--port', '65536'], /Expected --port from 0 to 65535, got 65536/],
  [['--port', 'http'], /got http/],
  [['--origin', 'chat.example'], /Expected --origin as https:.*, got chat.example/],
  [['--trust-proxy', '10.0.0.0/33'], /Expected --trust-proxy as an address or range/],
  [['--log-level', 'loud'], /Expected --log-level as one of .*, got loud/],
  [['--prot', '1'], /--prot/],
  [['--db', 'redis://me:secret@host/0'], /Expected --db as a file, .*, got redis:\/\/\.\.\.$/],
])('[O1] %j ends with what was expected and what came', (args, message) => {
  expect(() => readConfig(args, {})).toThrow(ConfigError);
  expect(() => readConfig(args, {})).toThrow(message);
});

test('[X1] the scheme picks the driver; a server that is away is one sentence, code 1', async () => {
  expect(readConfig([], { LIGHTLAG_DB: 'postgres://host/chat' })).toMatchObject({
    db: 'postgres://host/chat',
  });
  const url = `postgres://me:secret@127.0.0.1:${await freePort()}/chat`;
  const end = await runToEnd(['--port', '0', '--db', url]);
  expect(end.code).toBe(1);
  expect(end.stderr).toMatch(/^lightlag: PostgreSQL at 127\.0\.0\.1:\d+\/chat cannot [^\n]+\.\n$/);
});

test('[O1] --help prints every option and ends with 0', async () => {
  const { code, stdout } = await runToEnd(['--help']);
  expect(code).toBe(0);
  for (const option of ['--port', '--host', '--db', '--log-level', '--origin', '--trust-proxy'])
    expect(stdout).toContain(option);
});

test('[O2] a taken port is one sentence and exit code 1', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void holder.close());
  await new Promise((resolve) => holder.once('listening', resolve));
  const { port } = holder.address() as { port: number };
  const end = await runToEnd(['--port', `${port}`, '--host', '127.0.0.1', '--db', 'memory']);
  expect(end.code).toBe(1);
  expect(end.stderr).toBe(`lightlag: Port ${port} is taken. Choose another one with --port.\n`);
});

test('[O2] a log that is no database, of a newer schema, or in no folder: one sentence, code 1', async () => {
  const path = folder();
  const text = join(path, 'text.db');
  writeFileSync(
    text,
    'this is a text file, and long enough to be looked at as a database header\n',
  );
  const newer = join(path, 'newer.db');
  const probe = await startChild({ db: newer });
  expect(await probe.end('SIGTERM')).toBe(0);
  const db = new Database(newer);
  db.pragma('user_version = 9999');
  db.close();
  const nowhere = join(text, 'below', 'log.db');
  for (const file of [text, newer, nowhere]) {
    const end = await runToEnd(['--port', '0', '--db', file]);
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/^lightlag: [^\n]+\.\n$/);
    expect(end.stderr).toContain(file);
  }
});

test('[O3][O4] it says that it is alive and ready, and SIGTERM ends it with 0', async () => {
  const child = await startChild({ db: join(folder(), 'log.db') });
  for (const path of ['/healthz', '/readyz']) {
    expect((await fetch(child.url + path)).status).toBe(200);
  }
  expect(await child.end('SIGTERM')).toBe(0);
});
