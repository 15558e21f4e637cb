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

/** From one line of small words to the next. */
export const LINE_PX = 14;
const DOT_PX = 8;
/** From a dot to the lines above and below it, the next ones first. */
const ASIDE_PX = [15, 27, 40, 53];

/** In a crowd not every place can have a name; a frame does not try for ever. */
const SECOND_CHANCES = 3;

/**
 * A spot for the name of each star, in their order; `undefined` where a landmark finds none that is free,
 * or a place none that is free of other names.
 * @param words what is written already.
 * @param within where a line about this height may start and must end, px.
 */
export function nameSpots(
  stars: readonly Nameless[],
  {
    words,
    within,
  }: {
    words: readonly Words[];
    within: (y: number) => { readonly from: number; readonly to: number };
  },
): readonly (Point | undefined)[] {
  const dotOf = ({ at }: Nameless): Words => ({ x: at.x - DOT_PX / 2, y: at.y, wide: DOT_PX });
  const dots = stars.filter(({ isPlace }) => isPlace).map(dotOf);
  const others = [...words, ...stars.filter(({ isPlace }) => !isPlace).map(dotOf)];
  const lay = (order: readonly Nameless[]): Map<Nameless, Point> => {
    const names: Words[] = [];
    const found = new Map<Nameless, Point>();
    for (const star of order) {
      const { wide } = star;
      const inside = spotsOf(star, within).filter(
        ({ x, y }) => x >= within(y).from && x + wide <= within(y).to,
      );
      const offAll = (taken: readonly Words[]) =>
        inside.find((spot) => !hits({ ...spot, wide }, taken));
      const free = offAll([...names, ...dots, ...others]);
      // A place is named even where that hides something: rather a landmark than a place.
      const spot =
        free ?? (star.isPlace ? (offAll([...names, ...dots]) ?? offAll(names)) : undefined);
      if (!spot) continue;
      found.set(star, spot);
      names.push({ ...spot, wide });
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
function spotsOf(
  { at: { x, y }, wide, gap, isPlace }: Nameless,
  within: (y: number) => { readonly from: number; readonly to: number },
): readonly Point[] {
  const near = [
    { x: x + gap, y },
    { x: x - wide / 2, y: y + 15 },
    { x: x - wide / 2, y: y - 15 },
    { x: x - wide - gap, y },
  ];
  if (!isPlace) return near;
  const far = ASIDE_PX.flatMap((aside) => [y + aside, y - aside]).flatMap((line) => {
    const { from, to } = within(line);
    const inside = (wanted: number): number => Math.max(from, Math.min(to - wide, wanted));
    return [x - wide / 2, x - gap / 2, x - wide + gap / 2, x + gap, x - wide - gap].map(
      (wanted) => ({ x: inside(wanted), y: line }),
    );
  });
  return [...near, ...far];
}

const hits = (one: Words, others: readonly Words[]): boolean =>
  others.some(
    (other) =>
      Math.abs(other.y - one.y) < LINE_PX - 1 &&
      one.x < other.x + other.wide &&
      other.x < one.x + one.wide,
  );
