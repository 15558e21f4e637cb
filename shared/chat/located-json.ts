// JSON that knows where it was read: what is wrong in a file is told with its line.

export interface LocatedJson {
  readonly value: unknown;
  /** The line of what stands at a path; that of the nearest part above, if there is nothing. */
  lineOf(path: readonly (string | number)[]): number;
}

/** Deeper than this no file of ours is. */
const DEPTH_MAX = 32;

/** Reads one JSON value. Answers with a sentence that names the line when it is none. */
export function readLocatedJson(text: string): LocatedJson | string {
  const lines = new Map<string, number>();
  let at = 0;

  const lineAt = (index: number): number => text.slice(0, index).split('\n').length;
  const fail = (expected: string): never => {
    throw new SyntaxError(`Line ${lineAt(at)}: Expected ${expected}.`);
  };
  const skip = (): void => {
    while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at++;
  };
  const take = (token: string, expected: string): void => {
    if (!text.startsWith(token, at)) fail(expected);
    at += token.length;
  };

  function scalar(): unknown {
    const [raw] =
      /^(?:"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/.exec(text.slice(at)) ?? [];
    if (raw === undefined) return fail('a value');
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      fail('a value');
    }
    at += raw.length;
    return value;
  }

  function read(path: readonly (string | number)[]): unknown {
    if (path.length > DEPTH_MAX) fail(`at most ${DEPTH_MAX} levels`);
    skip();
    lines.set(JSON.stringify(path), lineAt(at));
    if (text[at] === '{') return members(path);
    if (text[at] === '[') return items(path);
    return scalar();
  }

  function members(path: readonly (string | number)[]): unknown {
    const found: [string, unknown][] = [];
    at++;
    skip();
    if (text[at] === '}') at++;
    else {
      for (;;) {
        skip();
        const key = text[at] === '"' ? (scalar() as string) : fail('a name in quotes');
        skip();
        take(':', '`:` after a name');
        found.push([key, read([...path, key])]);
        skip();
        if (text[at] === '}') break;
        take(',', '`,` or `}`');
      }
      at++;
    }
    return Object.fromEntries(found);
  }

  function items(path: readonly (string | number)[]): unknown {
    const found: unknown[] = [];
    at++;
    skip();
    if (text[at] === ']') at++;
    else {
      for (;;) {
        found.push(read([...path, found.length]));
        skip();
        if (text[at] === ']') break;
        take(',', '`,` or `]`');
      }
      at++;
    }
    return found;
  }

  try {
    const value = read([]);
    skip();
    if (at < text.length) fail('nothing more');
    return {
      value,
      lineOf(path) {
        for (let length = path.length; length >= 0; length--) {
          const line = lines.get(JSON.stringify(path.slice(0, length)));
          if (line !== undefined) return line;
        }
        return 1;
      },
    };
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}
