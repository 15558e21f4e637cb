// `lightlag import --from BACKUP --db FILE`: a log out of what `lightlag export` wrote.
import { createReadStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { BackupError, importLines } from '../chat/log/backup.ts';
import { LogUnavailable } from '../chat/log/event-log.ts';
import { LogOpenError } from '../chat/log/open-error.ts';
import { openSqliteLog } from '../chat/log/sqlite.ts';
import { createRealClock } from '../link/real-clock.ts';
import { type Command, CommandError, EXIT, readOptions, required } from './command.ts';

export const command: Command = {
  help: `Usage: lightlag import --from BACKUP --db FILE

Makes a log out of a backup, whole or not at all. Members keep their tokens. Every room starts a new
epoch: whoever comes back is told that something may be missing.

  --from BACKUP  what lightlag export wrote
  --db FILE      a SQLite file that is not there yet
`,
  async run(args, { out }) {
    const text = { type: 'string' } as const;
    const { values } = readOptions({ args: [...args], options: { from: text, db: text } });
    const from = required(values.from, '--from BACKUP');
    const file = required(values.db, '--db FILE');
    if (!existsSync(from)) throw new CommandError(`There is no file ${from}.`);
    if (existsSync(file)) throw new CommandError(`${file} is there already.`);
    const partial = `${file}.partial`;
    try {
      const { rooms, events } = await write(from, partial);
      await rename(`${partial}-mark`, `${file}-mark`);
      await rename(partial, file);
      out(`${file}: ${rooms} rooms, ${events} events\n`);
      return EXIT.done;
    } catch (error) {
      const known = [BackupError, LogOpenError, LogUnavailable, RangeError];
      if (!known.some((kind) => error instanceof kind)) throw error;
      throw new CommandError(`${from}: ${(error as Error).message}`);
    } finally {
      for (const end of ['', '-mark', '-wal', '-shm']) await rm(partial + end, { force: true });
    }
  },
};

async function write(from: string, file: string) {
  const log = openSqliteLog({ file, clock: createRealClock() });
  try {
    const input = createReadStream(from);
    return await importLines(log, createInterface({ input, crlfDelay: Infinity }));
  } finally {
    await log.close();
  }
}
