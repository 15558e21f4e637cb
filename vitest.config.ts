// `core` needs nothing but Node; `browser` and `felt` drive a real Chromium against the built product, one
// file at a time so that its clocks are not disturbed; `alone` loads the machine itself, so nothing runs
// beside it. `felt` holds what people feel (freezes, links) against real time: it wants a machine with
// nothing else to do, so it has a command of its own, `npm run test:felt`.
import { availableParallelism } from 'node:os';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

/** Files whose claims are about seconds of real time. */
const FELT = [
  'blocking',
  'side-by-side',
  'waking',
  'timeline',
  'link',
  'lesson',
  'pictures-pace',
].map((name) => `test/browser/${name}.test.ts`);

/** Files that attack, kill and measure whole servers. */
const ALONE = ['test/socket/guard/siege.test.ts', 'test/socket/nodes.test.ts'];

const inChromium = {
  globalSetup: ['test/support/browser-setup.ts'],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  plugins: [preact()],
  test: {
    // Most of `core` waits for processes and sockets: one at a time would leave a small machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          globalSetup: ['test/support/core-setup.ts'],
          include: ['test/{unit,property,contract,sim,socket}/**/*.test.{ts,tsx}'],
          exclude: ALONE,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ALONE,
          fileParallelism: false,
          testTimeout: 30_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: FELT,
          ...inChromium,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: 'soak', include: ['test/soak/**/*.test.ts'], testTimeout: 24 * 3_600_000 },
      },
      {
        extends: true,
        test: {
          name: 'felt',
          include: FELT,
          ...inChromium,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
