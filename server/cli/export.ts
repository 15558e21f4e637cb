// `lightlag export --db FILE --to BACKUP`: a whole log as JSON lines.
import { createWriteStream, existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportLines } from '../chat/log/backup.ts';
import { LogOpenError } from '../chat/log/open-error.ts';
import { withSqliteSource } from '../chat/log/sqlite-source.ts';
import { type Command, CommandError, EXIT, readOptions, required } from './command.ts';

export const command: Command = {
  help: `Usage: lightlag export --db FILE --to BACKUP

Writes a whole log - rooms, members, events - as JSON lines, as it is at this moment; a server may run
meanwhile. Tokens are in it as hashes. (A log in PostgreSQL is backed up by pg_dump.)

  --db FILE    the SQLite file
  --to BACKUP  a file that is not there yet
`,
  async run(args, { out }) {
    const text = { type: 'string' } as const;
    const { values } = readOptions({ args: [...args], options: { db: text, to: text } });
    const file = required(values.db, '--db FILE');
    const to = required(values.to, '--to BACKUP');
    if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
    if (existsSync(to)) throw new CommandError(`${to} is there already.`);
    let lines = 0;
    function* counted(all: Iterable<string>): Iterable<string> {
      for (const line of all) {
        lines++;
        yield line;
      }
    }
    try {
      await withSqliteSource(file, (source) => {
        const target = createWriteStream(to, { flags: 'wx', flush: true });
        return pipeline(Readable.from(counted(exportLines(source))), target);
      });
    } catch (error) {
      await rm(to, { force: true });
      if (error instanceof LogOpenError) throw new CommandError(error.message);
      throw new CommandError(`${to} could not be written: ${(error as Error).message}.`);
    }
    out(`${to}: ${lines} lines\n`);
    return EXIT.done;
  },
};
