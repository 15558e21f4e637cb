// npm run test:soak -- MINUTES: the soak for so long (default 1), from SEED (default: of chance, printed).
import { spawnSync } from 'node:child_process';

const minutes = Number(process.argv[2] ?? 1);
if (!(minutes > 0 && minutes <= 10_000)) {
  process.stderr.write(`test:soak: Expected minutes from 0 to 10000, got ${process.argv[2]}.\n`);
  process.exit(2);
}
const seed = process.env.SEED ?? `${Math.floor(Math.random() * 2 ** 31)}`;
const env = { ...process.env, SOAK_MINUTES: `${minutes}`, SEED: seed };
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'soak'], {
  stdio: 'inherit',
  env,
});
process.exitCode = status ?? 1;
