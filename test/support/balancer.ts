// The example configurations of deploy/ with the ports of a test: a balancer in front of nodes, run by
// this user in a temporary folder.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { unprivileged } from './unprivileged.ts';

export type BalancerName = 'nginx' | 'haproxy';

/** Path of the program; undefined where it is not installed. */
export const findBalancer = (name: BalancerName): string | undefined =>
  [
    `/usr/sbin/${name}`,
    ...(process.env.PATH ?? '').split(':').map((folder) => join(folder, name)),
  ].find((path) => existsSync(path));

/** The example with these ports instead of its own: 5180 in front, 5181 and on behind. */
export function exampleConfig(name: BalancerName, front: number, nodes: readonly number[]): string {
  const file = name === 'nginx' ? 'deploy/nginx.conf' : 'deploy/haproxy.cfg';
  const text = nodes.reduce(
    (config, port, index) => config.replace(`127.0.0.1:${5181 + index} `, `127.0.0.1:${port} `),
    readFileSync(file, 'utf8'),
  );
  if (name === 'haproxy') {
    // As many as a user that is not root may have open.
    const fewer = text.replace('maxconn 16384', 'maxconn 1000');
    return fewer.replace('bind :5180', `bind 127.0.0.1:${front}`);
  }
  // Debian's nginx keeps temporary files where only root may write.
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const folders = kinds.map((kind) => `${kind}_temp_path temporary;`).join('\n');
  return text
    .replace('listen 5180', `listen 127.0.0.1:${front}`)
    .replace('access_log off;', `access_log off;\n${folders}`)
    .replace('add_header', 'add_header X-Node $upstream_addr; add_header');
}

/** Starts it in front of the nodes on those ports; it ends with the test. Its address. */
export async function startBalancer(
  name: BalancerName,
  front: number,
  nodes: readonly number[],
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `lightlag-${name}-`));
  const user = unprivileged('www-data');
  if (user) chownSync(folder, user.uid, user.gid);
  const file = join(folder, 'balancer.conf');
  writeFileSync(file, exampleConfig(name, front, nodes));
  const args =
    name === 'nginx'
      ? ['-p', folder, '-c', file, '-e', 'stderr', '-g', 'daemon off;']
      : ['-db', '-f', file];
  const child: ChildProcess = spawn(findBalancer(name) ?? name, args, {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  onTestFinished(async () => {
    const end = child.exitCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGTERM');
    await end;
    rmSync(folder, { recursive: true, force: true });
  });
  while (!(await isOpen(front))) {
    if (child.exitCode !== null) throw new Error(`${name} ended: ${said}`);
    await wait(20);
  }
  return `http://127.0.0.1:${front}`;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
