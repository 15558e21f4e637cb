// Numbers out of numbers.

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of them is, from 0 to 1; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}

/** Three figures, in thousands and millions where that is shorter: `2.31 M`. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${threeFigures(value / 1e6)} M`;
  if (size >= 1e4) return `${threeFigures(value / 1e3)} k`;
  return threeFigures(value);
}

function threeFigures(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(digits);
}

/** By which power of the size a cost grows: the slope of the line through their logarithms. */
export function exponent(
  points: readonly { readonly size: number; readonly cost: number }[],
): number {
  const at = points.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(cost) }));
  const mean = (pick: (one: { x: number; y: number }) => number) =>
    at.reduce((sum, one) => sum + pick(one), 0) / at.length;
  const [x, y] = [mean((one) => one.x), mean((one) => one.y)];
  const above = at.reduce((sum, one) => sum + (one.x - x) * (one.y - y), 0);
  return above / at.reduce((sum, one) => sum + (one.x - x) ** 2, 0);
}
