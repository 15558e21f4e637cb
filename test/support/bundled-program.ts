// The program as one file, for tests that start it over and over: it is up in a third of the time.
import { cpSync } from 'node:fs';
import { build } from 'vite';

/**
 * Bundles the source as it is now, for the test of that name; where the file is. Beside the build, as
 * it finds the pages there.
 */
export async function bundleProgram(name: string): Promise<string> {
  const outDir = `dist/bundled-${name}`;
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: { ssr: 'server/main.ts', outDir, target: 'node20' },
  });
  cpSync('server/chat/built-in', `${outDir}/built-in`, { recursive: true });
  return `${outDir}/main.js`;
}
