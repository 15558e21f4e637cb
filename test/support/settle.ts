/** Lets everything run that waits for nothing but its turn (promises, appends of this tick). */
export async function settle(turns = 4): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}
