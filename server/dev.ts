// The development server: the same app, with Vite's middleware in place of the built client. One
// process, one port; the page reloads itself.
import { createServer as createHttpServer } from 'node:http';
import { pino } from 'pino';
import { createServer as createVite } from 'vite';
import { createApp } from './app.ts';
import { createMemoryLog } from './chat/log/memory.ts';
import { createRealClock } from './link/real-clock.ts';

const PORT = 5180;
/** The page's own channel to Vite. */
const HMR_PORT = 5181;

const clock = createRealClock();
const hmr = createHttpServer().listen(HMR_PORT);
const vite = await createVite({
  configFile: 'vite.config.ts',
  appType: 'spa',
  server: { middlewareMode: true, hmr: { server: hmr, clientPort: HMR_PORT } },
});
const app = createApp({
  log: createMemoryLog({ clock }),
  clock,
  logger: pino({ level: 'info' }),
  pages: vite.middlewares,
});
await app.listen(PORT, '127.0.0.1');
process.stdout.write(`\n  Lightlag, in development\n\n  Local    http://localhost:${PORT}/\n\n`);
