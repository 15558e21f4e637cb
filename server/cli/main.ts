#!/usr/bin/env node
// `lightlag COMMAND`: what an operator or a person does from a terminal. The server is server/main.
import { runCommandLine } from './commands.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
