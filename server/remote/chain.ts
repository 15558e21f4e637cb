// Puts what arrives in the order of its view, by the cursor that each piece says it follows. A link may
// lose, double or reorder pieces; what does not fit is held until what is before it has come.
import type { WireCursor } from '../../shared/wire/event.ts';
import type { NoticeOf } from '../../shared/wire/protocol.ts';

type Piece = NoticeOf<'chat:arrived'>;

/** Pieces held at most; more than that is asked for anew. */
const HELD_MAX = 100;

export interface Chain {
  /** Where to resume; null without a view. */
  readonly cursor: WireCursor | null;
  /** Something is missing before what is held. */
  readonly isBroken: boolean;
  /**
   * Goes on from `cursor`, as a page has been taken; the held pieces that are next then. The others are
   * most likely in the page, but may have overtaken it: they are held until the next restart.
   */
  restart(cursor: WireCursor | null): Piece[];
  /** The view is of another place, or another log: goes on from `cursor`, with nothing held. */
  clear(cursor: WireCursor | null): void;
  /** The pieces that are next now, in order. */
  add(piece: Piece): Piece[];
}

export function createChain(start: WireCursor | null = null): Chain {
  let cursor = start;
  let held = new Map<string, Piece>();
  let olds: ReadonlySet<Piece> = new Set();

  function drain(): Piece[] {
    const next: Piece[] = [];
    for (;;) {
      const fits = held.get(keyOf(cursor));
      if (!fits) return next;
      held.delete(keyOf(cursor));
      cursor = fits.cursor;
      next.push(fits);
    }
  }

  return {
    get cursor() {
      return cursor;
    },
    get isBroken() {
      return held.size > 0;
    },
    restart(at) {
      cursor = at;
      held = new Map([...held].filter(([, piece]) => !olds.has(piece)));
      const next = drain();
      olds = new Set(held.values());
      return next;
    },
    clear(at) {
      cursor = at;
      held.clear();
    },
    add(piece) {
      if (held.size < HELD_MAX) held.set(keyOf(piece.after), piece);
      return drain();
    },
  };
}

const keyOf = (cursor: WireCursor | null): string =>
  cursor ? JSON.stringify([cursor.epoch, cursor.arrivesAt, cursor.author, cursor.id]) : '';
