// Servers that refuse to run as root, or should not, run as another user where the tests run as root.
import { readFileSync } from 'node:fs';

/** Ids for `spawn`: of `name`, else of nobody; undefined when the tests are not run by root. */
export function unprivileged(name: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const find = (user: string) => users.find((line) => line.startsWith(`${user}:`));
  const [, , uid, gid] = (find(name) ?? find('nobody') ?? 'nobody:x:65534:65534').split(':');
  return { uid: Number(uid), gid: Number(gid) };
}
