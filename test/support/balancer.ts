// The example configurations of deploy/ with the ports of a test.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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
  if (name === 'haproxy') return text.replace('bind :5180', `bind 127.0.0.1:${front}`);
  // Debian's nginx keeps temporary files where only root may write.
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const folders = kinds.map((kind) => `${kind}_temp_path temporary;`).join('\n');
  return text
    .replace('listen 5180', `listen 127.0.0.1:${front}`)
    .replace('access_log off;', `access_log off;\n${folders}`)
    .replace('add_header', 'add_header X-Node $upstream_addr; add_header');
}
