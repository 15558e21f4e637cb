// A terminal small enough to be understood: what a program has written, as somebody would see it. Knows
// what readline writes (cursor up, to a column, erase) and fails on anything else.

const COLUMNS = 100;
const ESC = '\u001b';
/** An order with its number and letter, or else one character (with the escape before it). */
const PIECES = new RegExp(`${ESC}\\[(\\d*)([A-Za-z])|(${ESC}.|.)`, 'gsu');

export interface SeenTerminal {
  write(text: string): void;
  /** The rows from the first to the last that has something on it, without spaces at their ends. */
  readonly rows: readonly string[];
  /** Orders that it does not know, as they came. */
  readonly strange: readonly string[];
}

export function createTerminal(): SeenTerminal {
  const rows: string[][] = [[]];
  const strange: string[] = [];
  let row = 0;
  let column = 0;

  const lineAt = (index: number): string[] => {
    while (rows.length <= index) rows.push([]);
    return rows[index] as string[];
  };
  function put(char: string): void {
    if (column === COLUMNS) {
      row++;
      column = 0;
    }
    const line = lineAt(row);
    while (line.length < column) line.push(' ');
    line[column++] = char;
  }
  function order(count: number, kind: string): void {
    if (kind === 'A') row = Math.max(0, row - (count || 1));
    else if (kind === 'B') row += count || 1;
    else if (kind === 'C') column = Math.min(COLUMNS - 1, column + (count || 1));
    else if (kind === 'D') column = Math.max(0, column - (count || 1));
    else if (kind === 'G') column = Math.max(0, (count || 1) - 1);
    else if (kind === 'K') lineAt(row).length = Math.min(lineAt(row).length, column);
    else if (kind === 'J') {
      lineAt(row).length = Math.min(lineAt(row).length, column);
      rows.length = row + 1;
    } else if (kind !== 'm') strange.push(`${count}${kind}`);
  }

  return {
    write(text) {
      for (const [piece, count, kind, other] of text.matchAll(PIECES)) {
        if (kind !== undefined) order(Number(count), kind);
        else if (other === '\n') row++;
        else if (other === '\r') column = 0;
        else if (/^[\p{Cc}]/u.test(piece)) strange.push(JSON.stringify(piece));
        else put(piece);
        lineAt(row);
      }
    },
    get rows() {
      return rows.map((line) => line.join('').trimEnd());
    },
    strange,
  };
}
