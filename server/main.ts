// The program: reads its options, opens the log, listens, and closes in order when asked to stop.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Clock } from '../shared/time/clock.ts';
import { createApp } from './app.ts';
import type { EventLog } from './chat/log/event-log.ts';
import { createMemoryLog } from './chat/log/memory.ts';
import { LogOpenError } from './chat/log/open-error.ts';
import { openPostgresLog } from './chat/log/postgres.ts';
import { openSqliteLog } from './chat/log/sqlite.ts';
import { type Config, ConfigError, HELP, isPostgresUrl, readConfig } from './config.ts';
import { reachableAt } from './http/addresses.ts';
import { createRealClock } from './link/real-clock.ts';

const CLIENT_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../client');
/** Real ms after which a slow farewell is cut short. */
const FAREWELL_MS = 5000;

/** An end with one sentence for the operator and exit code 1. */
function giveUp(sentence: string): never {
  process.stderr.write(`lightlag: ${sentence}\n`);
  process.exit(1);
}

async function run(config: Config): Promise<void> {
  const clock = createRealClock();
  const logger = pino({ level: config.logLevel });
  const log = await openLog(config.db, { clock, tell: (sentence) => logger.warn(sentence) });
  const app = createApp({ log, clock, logger, pages: CLIENT_FOLDER, guard: config });
  const { port } = await app.listen(config.port, config.host);
  const stop = (signal: string): void => {
    logger.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), FAREWELL_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'could not close');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  const { urls, onlyThisMachine } = reachableAt(config.host, port);
  const network = onlyThisMachine ? 'only this machine' : urls.join('  ');
  logger.debug({ port, log: log.description }, 'listening');
  process.stdout.write(
    `\n  Lightlag\n\n  Local    http://localhost:${port}/\n  Network  ${network}\n  Log      ${log.description}\n\n`,
  );
}

async function openLog(
  db: string,
  { clock, tell }: { clock: Clock; tell(sentence: string): void },
): Promise<EventLog> {
  if (db === 'memory') return createMemoryLog({ clock });
  if (isPostgresUrl(db)) return openPostgresLog({ url: db, clock, tell });
  return openSqliteLog({ file: resolve(db), clock, tell });
}

function sentenceFor(error: unknown, { port, host }: Config): string | undefined {
  if (error instanceof LogOpenError) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another one with --port.`;
  if (code === 'EACCES') return `Port ${port} is not allowed for this user. Choose one above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${host}. See --host.`;
  return undefined;
}

let config: Config | 'help';
try {
  config = readConfig(process.argv.slice(2), process.env);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  giveUp(error.message);
}
if (config === 'help') {
  process.stdout.write(HELP);
} else {
  const chosen = config;
  run(chosen).catch((error: unknown) => {
    const sentence = sentenceFor(error, chosen);
    if (sentence === undefined) throw error;
    giveUp(sentence);
  });
}
