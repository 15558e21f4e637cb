// The example configurations, as the programs they are for read them.
import { spawnSync } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { type Config, readConfig } from '../../server/config.ts';
import { exampleConfig, findBalancer } from '../support/balancer.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lightlag-deploy-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const run = (program: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, said: stdout + stderr };
};

test.skipIf(!findBalancer('nginx'))('[X10] nginx takes its example', () => {
  const path = folder();
  const file = join(path, 'nginx.conf');
  writeFileSync(file, exampleConfig('nginx', 5180, [5181, 5182, 5183]));
  const { status, said } = run(
    findBalancer('nginx') ?? '',
    '-t',
    '-p',
    path,
    '-c',
    file,
    '-e',
    'stderr',
  );
  expect(said).toContain('test is successful');
  expect(status).toBe(0);
});

test.skipIf(!findBalancer('haproxy'))('[X10] HAProxy takes its example', () => {
  const { status, said } = run(findBalancer('haproxy') ?? '', '-c', '-f', 'deploy/haproxy.cfg');
  expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining('valid') });
});

test.skipIf(!existsSync('/usr/bin/systemd-analyze'))('[X10] systemd takes its example', () => {
  const unit = join(folder(), 'lightlag.service');
  copyFileSync('deploy/lightlag.service', unit);
  chownSync(unit, process.getuid?.() ?? 0, process.getgid?.() ?? 0);
  const { status, said } = run('/usr/bin/systemd-analyze', 'verify', unit);
  expect({ status, said }).toEqual({ status: 0, said: '' });
});

interface Compose {
  readonly networks: {
    readonly default: {
      readonly ipam: { readonly config: readonly { readonly subnet: string }[] };
    };
  };
  readonly services: {
    readonly [name: string]: {
      readonly image?: string;
      readonly build?: { readonly context: string; readonly dockerfile: string };
      readonly environment?: Readonly<Record<string, string>>;
      readonly depends_on?: object | readonly string[];
      readonly volumes?: readonly string[];
      readonly command?: readonly string[];
    };
  };
}

test('[X10] the compose file has three nodes of one log behind the example of nginx', () => {
  const { services, networks } = parse(readFileSync('deploy/compose.yaml', 'utf8'), {
    merge: true,
  }) as Compose;
  expect(Object.keys(services)).toEqual(['log', 'node1', 'node2', 'node3', 'web']);
  for (const { depends_on = [] } of Object.values(services)) {
    const names = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
    for (const name of names) expect(services).toHaveProperty(name as string);
  }
  for (const name of ['node1', 'node2', 'node3']) {
    const { build, environment } = services[name] ?? {};
    expect(existsSync(join('deploy', build?.context ?? '', build?.dockerfile ?? ''))).toBe(true);
    const config = readConfig([], environment ?? {}) as Config;
    // Whoever is behind nginx is told apart, and nobody else is believed.
    expect(config.proxies).toEqual(networks.default.ipam.config.map(({ subnet }) => subnet));
    const url = new URL(config.db);
    expect(url.protocol).toBe('postgres:');
    expect(services).toHaveProperty(url.hostname);
    // What the nodes are called in place of the example's addresses.
    expect(services.web?.command?.join(' ')).toContain(`/${name}:5180/`);
  }
  for (const port of [5181, 5182, 5183]) {
    expect(readFileSync('deploy/nginx.conf', 'utf8')).toContain(`127.0.0.1:${port}`);
    expect(services.web?.command?.join(' ')).toContain(`127.0.0.1:${port}`);
  }
});

test('[X10] the image has what the build makes and runs what `npm start` runs', () => {
  const lines = readFileSync('deploy/Dockerfile', 'utf8').split('\n');
  const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
    engines: { node: string };
  };
  const command = lines.find((line) => line.startsWith('CMD [')) ?? '';
  const words = JSON.parse(command.slice(4)) as string[];
  expect(scripts.start).toContain(words.join(' '));
  expect(lines.filter((line) => line.startsWith('RUN npm ci'))).toHaveLength(1);
  const versions = lines.flatMap((line) => /^FROM node:(\d+)/.exec(line)?.[1] ?? []);
  expect(versions).toHaveLength(2);
  for (const version of versions) expect(engines.node).toContain(version);
});
