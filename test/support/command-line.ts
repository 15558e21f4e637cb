// `lightlag COMMAND ...` in this process: what it prints, and its exit code.
import { runCommandLine } from '../../server/cli/commands.ts';

export async function lightlag(...args: string[]) {
  let out = '';
  let err = '';
  const code = await runCommandLine(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}
