// The two sides of a row, measured by turns, so that whatever else the machine does meets both.

/** The results of each side, in order. */
export async function byTurns<Side, Result>(
  rounds: number,
  sides: readonly Side[],
  measure: (side: Side) => Promise<Result> | Result,
): Promise<Result[][]> {
  const found: Result[][] = sides.map(() => []);
  for (let round = 0; round < rounds; round++) {
    // In turn first and last: neither has the warmer machine.
    const order = [...sides.keys()];
    if (round % 2 === 1) order.reverse();
    for (const index of order) found[index]?.push(await measure(sides[index] as Side));
  }
  return found;
}
