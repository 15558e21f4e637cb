// Looks up a message of the view by its key, newest first.
import { keyOf, type Row } from './chunks.ts';
import type { ReplyTo } from './outbox-entries.ts';
import { chunks } from './view.ts';

/** The row, if the message has arrived here and is loaded. Does not follow later changes. */
export function findRow(of: ReplyTo): Row | undefined {
  const key = keyOf(of);
  const all = chunks.peek();
  for (let index = all.length - 1; index >= 0; index--) {
    const found = all[index]?.rows.find((row) => row.key === key);
    if (found) return found;
  }
  return undefined;
}
