// The JavaScript of the first load: what index.html names, the entry and the chunks that it preloads.
import { existsSync, readFileSync } from 'node:fs';

const INDEX = 'dist/client/index.html';
const html = existsSync(INDEX) ? readFileSync(INDEX, 'utf8') : '';
const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(
  ([, path]) => `dist/client${path}`,
);

/** @type {import('size-limit').SizeLimitConfig} */
const config = [
  { name: 'JavaScript of the first load', path: scripts, limit: '45 kB', brotli: true },
];

export default config;
