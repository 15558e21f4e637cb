// Where the chat is written: a terminal with one live status above the input, or plain lines where
// there is none. What one is typing is never touched by what arrives.
import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from 'node:readline';

export interface Screen {
  /** Whether there is a live status: where not, what changes is told by lines. */
  readonly isLive: boolean;
  /** A line of the conversation (or several, with line ends in between). */
  line(text: string): void;
  /** What stands above the input; cut to one line. */
  status(text: string): void;
  close(): void;
}

export interface ScreenEvents {
  typed(line: string): void;
  /** Ctrl+C, Ctrl+D, or the end of what is piped in. */
  ended(): void;
}

const PROMPT = '> ';

export function openScreen(
  { input, output }: { input: NodeJS.ReadStream; output: NodeJS.WriteStream },
  { typed, ended }: ScreenEvents,
): Screen {
  const isLive = input.isTTY === true && output.isTTY === true;
  const reader = createInterface({
    input,
    terminal: isLive,
    prompt: PROMPT,
    ...(isLive && { output }),
  });
  // Before whoever hears of a line writes something.
  if (isLive) forgetTyped(reader, input, output);
  reader.on('line', typed);
  reader.on('close', ended);
  return isLive ? liveScreen(reader, output) : plainScreen(reader, output);
}

/** Takes what was typed off the screen when it is given: it comes back as part of the conversation. */
function forgetTyped(
  reader: Interface,
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): void {
  let rows = 0;
  input.prependListener('keypress', (_text: unknown, key: { name?: string } | undefined) => {
    if (key?.name !== 'return' && key?.name !== 'enter') return;
    // Where readline puts it anyway; so the row of the cursor is the last one.
    (reader as { cursor: number }).cursor = reader.line.length;
    rows = reader.getCursorPos().rows;
  });
  reader.on('line', () => {
    moveCursor(output, 0, -rows - 1);
    cursorTo(output, 0);
    clearScreenDown(output);
    reader.prompt();
  });
}

function plainScreen(reader: Interface, output: NodeJS.WriteStream): Screen {
  return {
    isLive: false,
    line: (text) => void output.write(`${text}\n`),
    status: () => undefined,
    close: () => reader.close(),
  };
}

/**
 * Readline redraws the prompt and the input from the row on which the prompt begins, which it finds by
 * the row of the cursor. So a line is written from that row on, and as many rows are added below.
 */
function liveScreen(reader: Interface, output: NodeJS.WriteStream): Screen {
  let isClosed = false;
  reader.on('close', () => {
    isClosed = true;
  });
  reader.prompt();
  return {
    isLive: true,
    line(text) {
      if (isClosed) {
        output.write(`${text}\n`);
        return;
      }
      const { rows } = reader.getCursorPos();
      moveCursor(output, 0, -rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      output.write(`${text}\n${'\n'.repeat(rows)}`);
      reader.prompt(true);
    },
    status(text) {
      if (isClosed) return;
      const cut = [...text].slice(0, Math.max(0, (output.columns ?? 80) - 1)).join('');
      const prompt = cut === '' ? PROMPT : `${cut}\n${PROMPT}`;
      if (prompt === reader.getPrompt()) return;
      const { rows } = reader.getCursorPos();
      moveCursor(output, 0, -rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      output.write('\n'.repeat(rows));
      reader.setPrompt(prompt);
      reader.prompt(true);
    },
    close: () => reader.close(),
  };
}
