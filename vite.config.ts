// Builds the client. The server serves dist/client, or, in development, this very config's middleware.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

/** The client of Engine.IO brings all of its transports; ours begins with one (client/polling.ts has the other). */
const onlyWebSocket: Plugin = {
  name: 'only-web-socket',
  transform: {
    filter: { id: /engine\.io-client\/build\/esm\/transports\/index\.js$/ },
    handler: () => ({
      code: "import { WS } from './websocket.js'; export const transports = { websocket: WS };",
      map: null,
    }),
  },
};

/** Text beside itself as small as it gets, which takes too long to be done for each who asks. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const name of [...Object.keys(bundle), ...readdirSync(dir)]) {
      if (!/\.(?:js|css|svg|html)$/.test(name)) continue;
      const text = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(text));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(text, { level: 9 }));
    }
  },
};

export default defineConfig({
  root: 'client',
  plugins: [preact(), onlyWebSocket, compressed],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What the first page needs in one file: split by who else needs it, it compresses 5 % worse.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
      },
    },
  },
});
