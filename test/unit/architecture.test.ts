// The walls between the layers are lint rules; this shows that each of them stands, by running the
// linter on a line that walks through it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const config = JSON.parse(readFileSync('biome.json', 'utf8')) as object;
const biome = resolve('node_modules/.bin/biome');

/** Lints `source` as a file at `path` of an empty project with our rules; what the linter says. */
function lint(path: string, source: string): string {
  const root = mkdtempSync(join(tmpdir(), 'lightlag-lint-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  writeFileSync(join(root, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  const { stdout, stderr } = spawnSync(biome, ['lint', file], { cwd: root, encoding: 'utf8' });
  return stdout + stderr;
}

const importing = (from: string): string => `import { x } from '${from}';\nexport const y = x;\n`;

describe('[A1] an import against the layers is an error', () => {
  test.each([
    ['shared/time/new.ts', '../wire/refusal.ts', 'ground floor'],
    ['shared/random/new.ts', '../link/parameters.ts', 'ground floor'],
    ['shared/link/new.ts', '../space/bodies.ts', 'knows nothing of our chat'],
    ['shared/space/new.ts', '../wire/limits.ts', 'below chat and wire'],
    ['shared/wire/new.ts', '../space/bodies.ts', 'no sibling'],
    ['shared/chat/new.ts', 'node:fs', 'no Node modules'],
    ['shared/chat/new.ts', '../../server/chat/alarm.ts', 'only shared/'],
    ['server/new.ts', '../client/app.tsx', 'never imports the client'],
    ['server/new.ts', './main.ts', 'nothing imports it'],
    ['server/new.ts', '../test/support/dice.ts', 'leaves'],
    ['server/chat/new.ts', '../sockets/session.ts', 'neither transport'],
    ['server/chat/new.ts', './log/memory.ts', 'never to a store'],
    ['server/chat/new.ts', './log/postgres.ts', 'never to a store'],
    ['server/chat/log/new.ts', '../room.ts', 'below the rooms'],
    ['server/link/new.ts', '../chat/room.ts', 'liftable'],
    ['server/link/new.ts', '../../shared/wire/limits.ts', 'liftable'],
    ['server/guard/new.ts', '../chat/room.ts', 'knows no room'],
    ['server/sockets/new.ts', '../http/reply.ts', 'two doors'],
    ['server/http/new.ts', '../sockets/session.ts', 'two doors'],
    ['server/remote/new.ts', '../chat/room.ts', 'remote is a client'],
    ['client/new.ts', '../server/app.ts', 'never imports the server'],
    ['client/state/new.ts', '../chat/composer.tsx', 'below the views'],
    ['client/chat/new.ts', '../controls/invite.tsx', 'no view imports another view'],
    ['client/start/new.ts', '../chat/composer.tsx', 'no view imports another view'],
    ['client/chat/new.ts', '../diagram/sight.ts', 'no view imports another view'],
    ['client/diagram/new.ts', '../orrery/space.ts', 'no view imports another view'],
    ['client/orrery/new.ts', '../order/orders.ts', 'no view imports another view'],
    ['client/order/new.ts', '../diagram/sight.ts', 'no view imports another view'],
    ['client/state/new.ts', '../diagram/sight.ts', 'below the views'],
    ['client/matrix/new.ts', '../replay/replay.tsx', 'no view imports another view'],
    ['client/replay/new.ts', '../chat/said.tsx', 'no view imports another view'],
    ['client/console/new.ts', '../controls/qr-code.tsx', 'no view imports another view'],
    ['client/stage/new.ts', '../console/figures.tsx', 'no view imports another view'],
    ['client/class/new.ts', '../chat/said.tsx', 'no view imports another view'],
    ['client/chat/new.ts', '../class/taking-part.tsx', 'no view imports another view'],
    ['client/state/new.ts', '../console/new.ts', 'below the views'],
  ])('%s must not import %s', (path, from, reason) => {
    expect(lint(path, importing(from))).toContain(reason);
  });
});

test.each(['Date.now()', 'performance.now()', 'setTimeout(() => {}, 1)', 'fetch("/")'])(
  '[A2] shared/ must not use %s',
  (call) => {
    expect(lint('shared/chat/new.ts', `export const x = ${call};\n`)).toContain('shared/ is pure');
  },
);

test('[A1] an import along the layers is none', () => {
  const source = importing('../../shared/time/frames.ts');
  expect(lint('server/chat/new.ts', source)).not.toContain('noRestrictedImports');
});
