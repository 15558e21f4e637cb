// `lightlag verify --db FILE`: is a whole log what a log promises?
import { existsSync } from 'node:fs';
import { LogOpenError } from '../chat/log/open-error.ts';
import { auditSqliteLog } from '../chat/log/sqlite-audit.ts';
import { type Command, CommandError, EXIT, readOptions, required } from './command.ts';

/** What is wrong is told up to here; the count is told in full. */
const TOLD_MAX = 50;

export const command: Command = {
  help: `Usage: lightlag verify --db FILE

Reads a whole log and says whether it is sound: the file itself, then in every room the order and the
gaps of positions, the stamps, the ids, the bodies. Changes nothing; a server may run meanwhile.

  --db FILE  the SQLite file

Exit code 0: it is sound; 1: it is not, or cannot be read.
`,
  async run(args, { out }) {
    const { values } = readOptions({ args: [...args], options: { db: { type: 'string' } } });
    const file = required(values.db, '--db FILE');
    if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
    const { rooms, events, wrong } = audit(file);
    out(`${file}: ${rooms} rooms, ${events} events\n`);
    for (const sentence of wrong.slice(0, TOLD_MAX)) out(`  ${sentence}\n`);
    out(wrong.length === 0 ? 'Sound.\n' : `Not sound: ${wrong.length} findings.\n`);
    return wrong.length === 0 ? EXIT.done : EXIT.failed;
  },
};

function audit(file: string) {
  try {
    return auditSqliteLog(file);
  } catch (error) {
    if (error instanceof LogOpenError) throw new CommandError(error.message);
    throw error;
  }
}
