// Where the names on the sky map stand: near their dots, off each other, inside the picture. Pure.
import type { Point } from '../ui/picture/point.ts';

/** A line of words: from `x` on, about `y`, px. */
export interface Words extends Point {
  readonly wide: number;
}

/** A star that wants its name written. */
export interface Nameless {
  readonly at: Point;
  readonly wide: number;
  /** From the middle of its dot to its name, px. */
  readonly gap: number;
  /** Of the room: its name comes before all landmarks. */
  readonly isPlace: boolean;
}

/** Where a line about this height may start and must end, px. */
export type Within = (y: number) => { readonly from: number; readonly to: number };

/** From one line of small words to the next. */
export const LINE_PX = 14;
const DOT_PX = 8;
/** From a dot to the lines above and below it, the next ones first. */
const NEXT_LINE_PX = 15;
const ASIDE_PX = [NEXT_LINE_PX, 27, 40, 53];

/** In a crowd not every place can have a name; a frame does not try for ever. */
const SECOND_CHANCES = 3;

/**
 * A spot for the name of each star, in their order; `undefined` where a landmark finds none that is free,
 * or a place none that is free of other names.
 * Runs once a frame: spots are thought of only while none is free.
 * @param words what is written already.
 */
export function nameSpots(
  stars: readonly Nameless[],
  { words, within }: { readonly words: readonly Words[]; readonly within: Within },
): readonly (Point | undefined)[] {
  const dotOf = ({ at }: Nameless): Words => ({ x: at.x - DOT_PX / 2, y: at.y, wide: DOT_PX });
  const dots = stars.filter(({ isPlace }) => isPlace).map(dotOf);
  const others = [...words, ...stars.filter(({ isPlace }) => !isPlace).map(dotOf)];
  const lay = (order: readonly Nameless[]): Map<Nameless, Point> => {
    const names: Words[] = [];
    const found = new Map<Nameless, Point>();
    for (const star of order) {
      const offAll = (...taken: (readonly Words[])[]): Words | undefined => {
        for (const spot of spotsOf(star, within)) {
          if (!taken.some((some) => hits(spot, some))) return spot;
        }
      };
      // A place is named even where that hides something: rather a landmark than a place.
      const spot =
        offAll(names, dots, others) ??
        (star.isPlace ? (offAll(names, dots) ?? offAll(names)) : undefined);
      if (!spot) continue;
      found.set(star, spot);
      names.push(spot);
    }
    return found;
  };
  const order = stars.toSorted((a, b) => Number(b.isPlace) - Number(a.isPlace));
  const places = order.filter(({ isPlace }) => isPlace);
  let found = lay(order);
  // Whoever was left without a name chooses first.
  for (const star of places.filter((one) => !found.has(one)).slice(0, SECOND_CHANCES)) {
    const again = lay([star, ...order.filter((other) => other !== star)]);
    const named = (spots: typeof found) => places.filter((one) => spots.has(one)).length;
    if (named(again) > named(found)) found = again;
  }
  return stars.map((star) => found.get(star));
}

/** Beside the dot, else below or above it; of a place else on such a line as far off as it takes to be inside. */
function* spotsOf(
  { at: { x, y }, wide, gap, isPlace }: Nameless,
  within: Within,
): Generator<Words, undefined> {
  const near = [
    { x: x + gap, y, wide },
    { x: x - wide / 2, y: y + NEXT_LINE_PX, wide },
    { x: x - wide / 2, y: y - NEXT_LINE_PX, wide },
    { x: x - wide - gap, y, wide },
  ];
  for (const spot of near) {
    const { from, to } = within(spot.y);
    if (spot.x >= from && spot.x + wide <= to) yield spot;
  }
  if (!isPlace) return;
  for (const aside of ASIDE_PX) {
    for (const line of [y + aside, y - aside]) {
      const { from, to } = within(line);
      if (to - from < wide) continue;
      for (const left of [wide / 2, gap / 2, wide - gap / 2, -gap, wide + gap]) {
        yield { x: Math.max(from, Math.min(to - wide, x - left)), y: line, wide };
      }
    }
  }
}

const hits = (one: Words, others: readonly Words[]): boolean =>
  others.some(
    (other) =>
      Math.abs(other.y - one.y) < LINE_PX - 1 &&
      one.x < other.x + other.wide &&
      other.x < one.x + one.wide,
  );
