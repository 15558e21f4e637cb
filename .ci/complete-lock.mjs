// Completes package-lock.json. A registry that lacks the binaries of other platforms makes `npm install`
// leave their optional packages out, and then `npm ci` refuses the lock file everywhere. Names,
// versions and platforms follow from what the packages that want them say. Run by `npm run lock`.
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'package-lock.json';
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const { packages } = lock;
let added = 0;

for (const [path, wanting] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(wanting.optionalDependencies ?? {})) {
    if (packages[`node_modules/${name}`] ?? packages[`${path}/node_modules/${name}`]) continue;
    const os = SYSTEMS.find((system) => name.includes(`-${system}`));
    const cpu = PROCESSORS.find((processor) => name.includes(`-${processor}`));
    // A range, or a package for every platform, is not ours to guess.
    if (!os || !cpu || !/^\d/.test(version)) {
      throw new Error(`${path} wants ${name} ${version}, which the lock file lacks.`);
    }
    const libc = name.includes('musl') ? { libc: ['musl'] } : {};
    const dev = wanting.dev ? { dev: true } : {};
    const entry = { version, cpu: [cpu], ...dev, ...libc, optional: true, os: [os] };
    packages[`node_modules/${name}`] = entry;
    added += 1;
  }
}

const byPath = ([one], [other]) => (one < other ? -1 : 1);
lock.packages = Object.fromEntries(Object.entries(packages).sort(byPath));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${FILE}: ${added} optional packages of other platforms added\n`);
