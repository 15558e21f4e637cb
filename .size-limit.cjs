// Everything that a first visit of a room fetches before one can write: the page itself and every script
// and style that it names. A browser test holds that nothing else is asked for before that.
const { readFileSync } = require('node:fs');

const page = readFileSync('dist/client/index.html', 'utf8');
const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)];

module.exports = [
  {
    name: 'First load: page, scripts, styles',
    path: ['dist/client/index.html', ...named.map(([, file]) => `dist/client/${file}`)],
    limit: '45 kB',
    brotli: true,
  },
];
