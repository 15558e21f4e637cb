// The product as a program of its own, without any limit of how much: so that a fuzzer gets through to
// what is behind the limits. Says on standard output where it listens; its log goes there too.
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../../server/app.ts';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import type { Allowance } from '../../server/guard/limits.ts';
import { createRealClock } from '../../server/link/real-clock.ts';

const much: Allowance = { points: 1e9, seconds: 1 };
const limits = {
  ...{
    requests: much,
    handshakes: much,
    connections: much,
    rooms: much,
    tickets: much,
    misses: much,
  },
  ...{
    asks: much,
    addressAsks: much,
    steering: much,
    frames: much,
    pings: much,
    bytesPerSecond: 1e9,
  },
};

const clock = createRealClock();
const app = createApp({
  log: createMemoryLog({ clock }),
  clock,
  logger: pino({ level: 'error' }),
  pages: join(process.cwd(), 'dist/client'),
  guard: { limits },
});
const { port } = await app.listen(0, '127.0.0.1');
process.stdout.write(`  Local    http://localhost:${port}/\n`);
