// What the page of a room loads before anything else: every script that index.html names, the shared
// chunks that the bundler splits off among them.
const { readFileSync } = require('node:fs');

const page = readFileSync('dist/client/index.html', 'utf8');
const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)];

module.exports = [
  {
    name: 'JavaScript of the first load',
    path: scripts.map(([, file]) => `dist/client/${file}`),
    limit: '45 kB',
    brotli: true,
  },
];
