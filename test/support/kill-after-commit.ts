// The program with a log that is killed right after the commit of the word "kill", before anybody is told.
import { pino } from 'pino';
import { createApp } from '../../server/app.ts';
import type { EventLog } from '../../server/chat/log/event-log.ts';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { readConfig } from '../../server/config.ts';
import { createRealClock } from '../../server/link/real-clock.ts';

const config = readConfig(process.argv.slice(2), {});
if (config === 'help') throw new Error('Expected options of the program.');
const clock = createRealClock();
const kept = openSqliteLog({ file: config.db, clock });
const log: EventLog = {
  ...kept,
  async append(room, drafts) {
    const isLast = drafts.some(({ body }) => body.kind === 'say' && body.text === 'kill');
    // Whoever follows hears of a commit before the one who asked for it: kill before both.
    if (isLast)
      kept.follow(room, (await kept.head(room)) + 1, () => process.kill(process.pid, 'SIGKILL'));
    return kept.append(room, drafts);
  },
};
const logger = pino({ level: 'silent' });
const app = createApp({ log, clock, logger, pages: 'dist/client' });
const { port } = await app.listen(config.port, config.host);
process.stdout.write(`Local    http://localhost:${port}/\n`);
