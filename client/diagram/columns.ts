// Where the world lines stand: in the order of the places from the Sun outwards, evenly, those of one
// planet's family closer together. Pure.

export interface Columns {
  readonly places: readonly string[];
  /** The x of a world line, px; undefined for a place that has none. */
  x(place: string): number | undefined;
  /** How much room a name has, px. */
  room(place: string): number;
}

/** Room between two of a family, measured by that between two families. */
const FAMILY_PART = 0.62;

/** World lines between `left` and `right`, px. `familyOf`: equal numbers belong together. */
export function layColumns(
  places: readonly string[],
  { left, right, familyOf }: { left: number; right: number; familyOf: (place: string) => number },
): Columns {
  const gaps = places.slice(1).map((place, index) => {
    const before = places[index] as string;
    return familyOf(place) === familyOf(before) ? FAMILY_PART : 1;
  });
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  // One or two lines do not go to the very edges: half a gap stays free on both sides.
  const unit = (right - left) / (total + 1);
  let x = left + unit / 2;
  const xs = new Map<string, number>();
  places.forEach((place, index) => {
    if (index > 0) x += (gaps[index - 1] as number) * unit;
    xs.set(place, x);
  });
  const room = (place: string): number => {
    const index = places.indexOf(place);
    return unit * Math.min(gaps[index - 1] ?? 1, gaps[index] ?? 1);
  };
  return { places, x: (place) => xs.get(place), room };
}
